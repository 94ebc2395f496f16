/**
 * Versions on Kafka: a model bundle, a head and a reference set, published in chunks addressed by
 * their hash, and followed, verified and handed on by whoever serves them.
 */
@NullMarked
package io.sisom.version;

import org.jspecify.annotations.NullMarked;
