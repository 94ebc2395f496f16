package io.sisom.web;

import java.time.Duration;

/**
 * How long a client may take to send a request and to read the answer.
 *
 * @param request to send a whole request, and then its body; also how long a connection may be idle
 * @param window of time in which an answer's or a file's bytes are counted
 * @param bytesPerSecond fewest bytes of an answer or a file that count as progress
 */
public record ClientTimeouts(Duration request, Duration window, int bytesPerSecond) {
  /** Enough for a phone on a bad line. */
  public static final ClientTimeouts USUAL =
      new ClientTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(10), 4 << 10);

  /** Fewest bytes in that time. */
  long bytesIn(Duration time) {
    return time.toMillis() * bytesPerSecond / 1000;
  }
}
