package io.sisom.recording.mcap;

/** Which records are given their fields; the others are passed over unread. */
public enum McapDetail {
  /** Header, schemas, channels, chunks, messages, ends. */
  MESSAGES,
  /** And attachments, metadata, statistics, indexes other than of messages. */
  ALL;

  boolean wants(int opcode, boolean afterData) {
    return switch (opcode) {
      case McapOpcode.HEADER, McapOpcode.DATA_END, McapOpcode.FOOTER -> true;
      case McapOpcode.SCHEMA, McapOpcode.CHANNEL -> this == ALL || !afterData;
      case McapOpcode.MESSAGE, McapOpcode.CHUNK -> !afterData;
      default -> this == ALL && opcode != McapOpcode.MESSAGE_INDEX && opcode < 0x10;
    };
  }
}
