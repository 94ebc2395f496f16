package io.sisom.feed.live;

/** Hears how a live feed goes, on any thread. */
public interface LiveListener {
  /** That a connection stands. */
  void connected();

  /** Something that a user may not expect, in words. */
  void note(String words);
}
