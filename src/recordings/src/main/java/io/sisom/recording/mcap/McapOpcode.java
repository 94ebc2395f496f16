package io.sisom.recording.mcap;

/** The kinds of records that the specification names, by their first byte. */
final class McapOpcode {
  static final int HEADER = 0x01;
  static final int FOOTER = 0x02;
  static final int SCHEMA = 0x03;
  static final int CHANNEL = 0x04;
  static final int MESSAGE = 0x05;
  static final int CHUNK = 0x06;
  static final int MESSAGE_INDEX = 0x07;
  static final int CHUNK_INDEX = 0x08;
  static final int ATTACHMENT = 0x09;
  static final int ATTACHMENT_INDEX = 0x0a;
  static final int STATISTICS = 0x0b;
  static final int METADATA = 0x0c;
  static final int METADATA_INDEX = 0x0d;
  static final int SUMMARY_OFFSET = 0x0e;
  static final int DATA_END = 0x0f;

  private static final String[] NAMES = {
    "header",
    "footer",
    "schema",
    "channel",
    "message",
    "chunk",
    "message index",
    "chunk index",
    "attachment",
    "attachment index",
    "statistics",
    "metadata",
    "metadata index",
    "summary offset",
    "data end"
  };

  private McapOpcode() {}

  /** As a person calls it. */
  static String name(int opcode) {
    return opcode >= 1 && opcode <= NAMES.length
        ? NAMES[opcode - 1]
        : "record of kind 0x%02x".formatted(opcode);
  }

  /** Whether a record of this kind may be as large as messages are. */
  static boolean holdsMessages(int opcode) {
    return opcode == CHUNK || opcode == MESSAGE || opcode == ATTACHMENT;
  }
}
