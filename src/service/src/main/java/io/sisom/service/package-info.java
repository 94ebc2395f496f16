/** What every process of ours shares: settings and where they come from, Kafka clients, health. */
@NullMarked
package io.sisom.service;

import org.jspecify.annotations.NullMarked;
