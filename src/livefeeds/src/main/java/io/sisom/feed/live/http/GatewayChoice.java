package io.sisom.feed.live.http;

import io.sisom.feed.recording.FilePictures;

/**
 * How frames are taken by HTTP.
 *
 * @param host address to listen on
 * @param port 0 picks a free one
 * @param token that every request must show, at least {@value #MIN_TOKEN} characters
 * @param pictures reads files
 * @param maxBytes of a request's body
 * @param roomBytes of all bodies at once; a request beyond is asked to come again
 */
public record GatewayChoice(
    String host, int port, String token, FilePictures pictures, int maxBytes, long roomBytes) {
  /** Shortest token. */
  public static final int MIN_TOKEN = 16;

  /**
   * Checks the token.
   *
   * @throws IllegalArgumentException where it is too short
   */
  public GatewayChoice {
    if (token.length() < MIN_TOKEN) {
      throw new IllegalArgumentException(
          "feed.token must have "
              + MIN_TOKEN
              + " characters or more: set SISOM_FEED_TOKEN, for instance to what 'openssl rand -hex"
              + " 16' prints");
    }
  }

  /** Nothing of a secret. */
  @Override
  public String toString() {
    return "GatewayChoice[" + host + ":" + port + "]";
  }
}
