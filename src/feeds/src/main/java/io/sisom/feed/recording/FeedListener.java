package io.sisom.feed.recording;

/** Hears how far a feed is. */
public interface FeedListener {
  /** A moment of a feed: frames fed, and refused. */
  void at(long fed, long refused);
}
