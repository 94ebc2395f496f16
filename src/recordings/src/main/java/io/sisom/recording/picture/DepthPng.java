package io.sisom.recording.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * Depth in a PNG of 16 bits: millimeters as they are or, where the sender had meters in floats, the
 * inverse of depth in steps (ROS, {@code compressed_depth_image_transport}).
 *
 * @param png the file
 * @param scale of the inverse, meters; 0: samples are millimeters
 * @param offset of the inverse
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record DepthPng(byte[] png, float scale, float offset) {
  private static final int MILLIMETERS = 1000;

  static DepthPng plain(byte[] png) {
    return new DepthPng(png, 0, 0);
  }

  /** Of compressedDepth, whose header has a kind and the inverse's two numbers. */
  static DepthPng behindHeader(String format, byte[] file) {
    ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    byte[] png = Arrays.copyOfRange(file, FileSignature.DEPTH_HEADER, file.length);
    // Only the format string tells what the pixels were before.
    boolean floats = format.strip().toLowerCase(Locale.ROOT).startsWith("32fc1");
    return floats ? new DepthPng(png, header.getFloat(4), header.getFloat(8)) : plain(png);
  }

  double millimeters(char sample) {
    if (scale == 0 || sample == 0) {
      return sample;
    }
    return MILLIMETERS * (double) scale / (sample - (double) offset);
  }
}
