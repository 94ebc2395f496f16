package io.sisom.feed.live;

/** Takes what sources receive. Safe for use by many threads; never waits. */
public interface LiveInbox {
  /** Takes a picture; drops an older one of its sensor that still waits. */
  void offer(LiveMessage message);

  /**
   * That something came in a sensor's place that is no picture.
   *
   * @param reason in words, for the user
   */
  void refuse(String sensor, String reason);
}
