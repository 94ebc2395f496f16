/** Reference sets: what they hold, how they are stored, and how versions travel over Kafka. */
@NullMarked
package io.sisom.reference;

import org.jspecify.annotations.NullMarked;
