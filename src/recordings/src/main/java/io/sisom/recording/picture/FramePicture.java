package io.sisom.recording.picture;

/**
 * A picture as a sensor frame takes it.
 *
 * @param encoding {@code rgb8}, {@code jpeg} or {@code png}
 * @param width columns
 * @param height rows
 * @param bytes red, green and blue of each pixel, row by row; or the file. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FramePicture(String encoding, int width, int height, byte[] bytes) {}
