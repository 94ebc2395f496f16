package io.sisom.feed.film;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import io.sisom.recording.VideoEvent;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A film's picture as a message: its time in the film, its size, its pixels. What a channel's
 * messages are is in the channel.
 *
 * @param nanos time in the film
 * @param width columns
 * @param height rows
 * @param pixels packed RGB, read-only; lies in the payload
 */
public record FilmMessage(long nanos, int width, int height, ByteBuffer pixels) {
  private static final String ENCODING = "film";
  private static final String CONTENT = "content";
  private static final String ORIGIN = "originNanos";
  private static final Pattern NANOS = Pattern.compile("-?\\d{1,18}|[1-8]\\d{18}");

  /** So that a row's bytes are an {@code int}. */
  private static final int MAX_SIDE = 1 << 24;

  private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;

  /**
   * The channel of a film.
   *
   * @param topic name of the film
   * @param codec how it is coded
   * @param content what tells the film from others, whatever it is called
   * @param originNanos what makes a time since the epoch of a time in the film
   */
  static Channel channel(String topic, String codec, String content, long originNanos) {
    return new Channel(
        1,
        topic,
        new MessageSchema(codec, "", ByteBuffer.allocate(0)),
        ENCODING,
        Map.of(CONTENT, content, ORIGIN, String.valueOf(originNanos)));
  }

  /** Whether a channel is that of a film. A recording's channel may claim to be one. */
  public static boolean isIn(Channel channel) {
    return channel.encoding().equals(ENCODING)
        && NANOS.matcher(channel.metadata().getOrDefault(ORIGIN, "")).matches();
  }

  /** What tells the film from others. */
  public static String content(Channel film) {
    return film.metadata().getOrDefault(CONTENT, "");
  }

  /** What makes a time since the epoch of a time in the film. */
  public static long originNanos(Channel film) {
    return Long.parseLong(film.metadata().getOrDefault(ORIGIN, "0"));
  }

  /** Out of a payload; empty where it is not as {@link #write} makes it. */
  public static Optional<FilmMessage> read(ByteBuffer payload) {
    ByteBuffer from = payload.slice();
    if (from.remaining() < HEAD) {
      return Optional.empty();
    }
    FilmMessage read = new FilmMessage(from.getLong(), from.getInt(), from.getInt(), from.slice());
    boolean sized = read.width > 0 && read.height > 0 && read.width <= MAX_SIDE;
    return sized && 3L * read.width * read.height == read.pixels.remaining()
        ? Optional.of(read)
        : Optional.empty();
  }

  /** Into a payload, which is {@code reused} where that is large enough. */
  static ByteBuffer write(VideoEvent.Picture picture, ByteBuffer reused) {
    int bytes = HEAD + picture.pixels().remaining();
    ByteBuffer payload = reused.capacity() >= bytes ? reused : ByteBuffer.allocate(bytes);
    payload.clear();
    payload.putLong(picture.nanos()).putInt(picture.width()).putInt(picture.height());
    payload.put(picture.pixels().duplicate()).flip();
    return payload;
  }
}
