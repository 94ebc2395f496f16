package io.sisom.feed.recording;

import io.sisom.feed.film.FilmMessage;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.recording.RecordingKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Tells messages apart, and by its first message a recording: whatever its path, its name, its
 * compression as a file, whether it has grown or got its index since. A film is known by its first
 * bytes.
 */
final class MessageMark {
  private static final int MAX_CHECKED_BYTES = 1 << 10;
  private static final int IDENTITY_BYTES = 12;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private MessageMark() {}

  /**
   * Check value of a message: its topic, clocks, length and first bytes. A film's name and when it
   * was made are not in the film.
   */
  static long of(Message message) {
    CRC32C crc = new CRC32C();
    boolean film = FilmMessage.isIn(message.channel());
    if (!film) {
      crc.update(message.channel().topic().getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer payload = message.payload().duplicate();
    int length = payload.remaining();
    payload.limit(payload.position() + Math.min(length, MAX_CHECKED_BYTES));
    crc.update(payload);
    long mark = crc.getValue() << Integer.SIZE | length;
    long log = film ? 0 : message.logNanos();
    long publish = film ? 0 : message.publishNanos();
    for (long each : new long[] {log, publish, message.sequence()}) {
      mark = Long.rotateLeft((mark ^ each) * MIX, 29);
    }
    return mark;
  }

  /** Name of a recording with that first message. */
  static String identity(RecordingKind kind, Message first) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      if (FilmMessage.isIn(first.channel())) {
        sha.update(FilmMessage.content(first.channel()).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha.digest(), 0, IDENTITY_BYTES);
      }
      String told =
          kind
              + "\n"
              + first.channel().topic()
              + "\n"
              + first.logNanos()
              + "\n"
              + first.publishNanos()
              + "\n"
              + first.sequence()
              + "\n";
      sha.update(told.getBytes(StandardCharsets.UTF_8));
      sha.update(first.payload().duplicate());
      return HexFormat.of().formatHex(sha.digest(), 0, IDENTITY_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
