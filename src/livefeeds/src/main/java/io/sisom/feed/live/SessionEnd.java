package io.sisom.feed.live;

/** How a connection to a source ends. */
public sealed interface SessionEnd {
  /**
   * It broke off or did not come about; it is tried again.
   *
   * @param reason in words, for the user, without credentials
   */
  record Lost(String reason) implements SessionEnd {}

  /**
   * The other side does not want it: wrong credentials, another protocol. Where no connection has
   * come about before, the feed ends.
   *
   * @param reason in words, for the user, without credentials
   */
  record Unwanted(String reason) implements SessionEnd {}

  /** It was closed here. */
  record Closed() implements SessionEnd {}
}
