package io.sisom.scoring;

import io.sisom.schema.SensorFrame;

/**
 * A frame whose pixels are ready for the device.
 *
 * @param frame as it came
 * @param pixels RGB planes of unsigned bytes in the model's input size
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ReadyFrame(SensorFrame frame, byte[] pixels) {}
