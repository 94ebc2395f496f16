package io.sisom.recording.message;

import java.nio.ByteBuffer;

/** Reads the messages of one channel. Safe for use by many threads. */
public interface MessageDecoder {
  /**
   * The image in a message. Whatever the payload holds, the answer is a value, and no more is
   * allocated than a small multiple of the payload's length.
   *
   * @param payload the message, with message compression undone; its position is left as it is
   */
  ImageMessage decode(ByteBuffer payload);
}
