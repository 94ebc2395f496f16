package io.sisom.recording.db3;

/** What a database of a stranger may cost. */
final class Db3Bounds {
  /** The largest message, also after its compression is undone. */
  static final int MAX_MESSAGE_BYTES = 128 << 20;

  /** The largest database out of a compressed file; half of the free space where that is less. */
  static final long MAX_UNPACKED_BYTES = 64L << 30;

  static final int MAX_TOPICS = 1 << 16;

  /** A name, a type, a format. */
  static final int MAX_NAME_CHARS = 1 << 12;

  /** All descriptions of types together. */
  static final int MAX_DEFINITION_BYTES = 64 << 20;

  private Db3Bounds() {}
}
