package io.sisom.evaluation;

import io.sisom.schema.SensorFrame;
import org.jspecify.annotations.Nullable;

/**
 * A frame of a set, not decoded yet.
 *
 * @param label what it shows, where that is known
 */
record SetFrame(SensorFrame frame, @Nullable String label) {}
