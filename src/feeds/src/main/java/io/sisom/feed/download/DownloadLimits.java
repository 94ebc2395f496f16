package io.sisom.feed.download;

import java.time.Duration;

/**
 * What a download may cost.
 *
 * @param maxBytes largest file, bytes
 * @param silence longest time in which nothing comes
 * @param whole longest time in which all must have come
 */
public record DownloadLimits(long maxBytes, Duration silence, Duration whole) {
  /** How often a server may point elsewhere. */
  static final int MAX_REDIRECTS = 5;

  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** With 30 seconds in which nothing comes. */
  public static DownloadLimits of(long maxBytes, Duration whole) {
    return new DownloadLimits(maxBytes, SILENCE, whole);
  }
}
