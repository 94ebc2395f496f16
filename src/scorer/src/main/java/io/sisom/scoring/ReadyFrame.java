package io.sisom.scoring;

import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;

/**
 * A frame whose pixels are ready for the device.
 *
 * @param frame as it came
 * @param place where it lies
 * @param pixels planes of unsigned bytes
 * @param shape of the pixels: the input of the model they were made for
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record ReadyFrame(SensorFrame frame, FramePlace place, byte[] pixels, FrameShape shape) {}
