package io.sisom.recording.mcap;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an MCAP file says of itself, gathered while it is read. */
final class McapRemarks {
  private static final int MAX_TEXT = 200;
  private static final int MAX_COMPRESSIONS = 4;

  private String library = "";
  private String profile = "";
  private boolean fileCompressed;
  private boolean messageCompressed;
  private long chunks;
  private long attachments;
  private long metadata;
  private final Set<String> compressions = new TreeSet<>();

  void fileCompressed() {
    fileCompressed = true;
  }

  void messageCompressed() {
    messageCompressed = true;
  }

  void note(McapRecord record) {
    if (record instanceof McapRecord.Header header) {
      library = header.library();
      profile = header.profile();
    } else if (record instanceof McapRecord.Chunk chunk) {
      chunks++;
      if (compressions.size() < MAX_COMPRESSIONS) {
        compressions.add(chunk.compression().isEmpty() ? "none" : chunk.compression());
      }
    } else if (record instanceof McapRecord.Passed passed) {
      if (passed.opcode() == McapOpcode.ATTACHMENT) {
        attachments++;
      } else if (passed.opcode() == McapOpcode.METADATA) {
        metadata++;
      }
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("library: " + shown(library));
    lines.add("profile: " + shown(profile));
    if (chunks > 0) {
      lines.add("chunks: " + chunks + ", compression " + String.join(", ", compressions));
    }
    if (fileCompressed) {
      lines.add("the file is compressed as a whole with zstd");
    }
    if (messageCompressed) {
      lines.add("each message is compressed with zstd");
    }
    if (attachments > 0) {
      lines.add("attachments, not read: " + attachments);
    }
    if (metadata > 0) {
      lines.add("metadata records, not read: " + metadata);
    }
    return lines;
  }

  private static String shown(String text) {
    String start = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "…" : text;
    return start.isEmpty() ? "not named" : start.replaceAll("\\p{Cntrl}", " ");
  }
}
