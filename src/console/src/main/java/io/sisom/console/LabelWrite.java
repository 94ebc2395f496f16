package io.sisom.console;

import io.sisom.schema.LabeledFrame;
import org.jspecify.annotations.Nullable;

/**
 * A record for the labeled pool.
 *
 * @param key as {@link io.sisom.wire.LabelKey} makes it
 * @param labeled null withdraws
 */
record LabelWrite(String key, @Nullable LabeledFrame labeled) {}
