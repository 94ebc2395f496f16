package io.sisom.recording.picture;

import io.sisom.recording.message.ImageMessage;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Raw image messages for tests. */
final class RawImages {
  private RawImages() {}

  static ImageMessage.Raw raw(
      String encoding, int width, int height, int step, boolean bigEndian, byte[] data) {
    return new ImageMessage.Raw(
        OptionalLong.empty(),
        "camera",
        encoding,
        width,
        height,
        step,
        bigEndian,
        ByteBuffer.wrap(data).asReadOnlyBuffer());
  }

  static ImageMessage.Compressed file(String format, byte[] data) {
    return new ImageMessage.Compressed(
        OptionalLong.empty(), "camera", format, ByteBuffer.wrap(data).asReadOnlyBuffer());
  }

  /** What {@code opencv.py} calls noise. */
  static byte[] noise(int count) {
    byte[] noise = new byte[count];
    for (long i = 0; i < count; i++) {
      noise[(int) i] = (byte) (i * i * 31 + i * 7 + (i >> 3) * 13);
    }
    return noise;
  }

  static FramePicture picture(Conversion conversion) {
    if (conversion instanceof Conversion.Converted converted) {
      return converted.picture();
    }
    throw new AssertionError(conversion.toString());
  }

  static String reason(Conversion conversion) {
    if (conversion instanceof Conversion.Refused refused) {
      return refused.reason();
    }
    throw new AssertionError("was not refused: " + conversion);
  }
}
