package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.mcap.McapRecord.Damaged;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with the record at which the frames stand. */
final class RecordFaults {
  private final RecordFrames frames;

  RecordFaults(RecordFrames frames) {
    this.frames = frames;
  }

  /** The first bytes of the file are not those of a recording. */
  static Damaged start(McapMagic.Match match, int got) {
    return switch (match) {
      case SHORT ->
          new Damaged(Kind.CUT, "the recording ends after " + got + " bytes, before its header");
      case OTHER_VERSION ->
          new Damaged(Kind.UNSUPPORTED, "a version of MCAP that is not read; 0 is");
      default -> new Damaged(Kind.MALFORMED, "not an MCAP file: it begins with other bytes");
    };
  }

  /** What is wrong with the last bytes of the file, of which one too many was asked for. */
  static @Nullable Damaged end(byte[] bytes, int got) {
    if (McapMagic.match(ByteBuffer.wrap(bytes, 0, got)) != McapMagic.Match.SAME) {
      return new Damaged(Kind.CUT, "the recording lacks its last bytes, those that close it");
    }
    return got > McapMagic.LENGTH
        ? new Damaged(
            Kind.MALFORMED, "more bytes follow the end of the recording; they are not read")
        : null;
  }

  /** The file ends where a record could begin. */
  Damaged noEnd() {
    return new Damaged(
        Kind.CUT,
        "the recording ends at byte %,d without its end; every record before was read"
            .formatted(frames.offset()));
  }

  /** What is there is no record. */
  Damaged noRecord() {
    return new Damaged(
        Kind.MALFORMED,
        "no record begins at byte %,d: kind %d, length %s; nothing behind it is read"
            .formatted(frames.start(), frames.opcode(), Long.toUnsignedString(frames.length())));
  }

  /** The file ends within the record. */
  Damaged cut() {
    return cutWithin("a " + McapOpcode.name(frames.opcode()) + " of " + frames.length() + " bytes");
  }

  /** The file ends within some part. */
  Damaged cutWithin(String what) {
    return new Damaged(
        Kind.CUT,
        "the recording ends at byte %,d within %s that begins at byte %,d; every record before was read"
            .formatted(frames.offset(), what, frames.start()));
  }

  /** The record makes no sense. */
  Damaged record(Kind kind, String reason) {
    return new Damaged(
        kind,
        "the %s at byte %,d %s"
            .formatted(McapOpcode.name(frames.opcode()), frames.start(), reason));
  }
}
