package io.sisom.recording.db3;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Undoes rosbag2's compression of single messages. Only a recording's {@code metadata.yaml} tells
 * of it, and that is easily lost; so the frame's first bytes decide, with which no message begins.
 */
final class MessageZstd {
  private MessageZstd() {}

  static boolean isCompressed(byte[] data) {
    return data.length >= 4
        && data[0] == 0x28
        && data[1] == (byte) 0xb5
        && data[2] == 0x2f
        && data[3] == (byte) 0xfd;
  }

  /**
   * The message. Memory grows with what comes out, not with what the frame claims.
   *
   * @throws IOException where the frame is damaged or holds more than is allowed
   */
  static byte[] undo(byte[] data) throws IOException {
    try (ZstdInputStreamNoFinalizer in =
        new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(data))) {
      byte[] message = in.readNBytes(Db3Bounds.MAX_MESSAGE_BYTES);
      if (in.read() >= 0) {
        throw new IOException("it is larger than %,d bytes".formatted(Db3Bounds.MAX_MESSAGE_BYTES));
      }
      return message;
    }
  }
}
