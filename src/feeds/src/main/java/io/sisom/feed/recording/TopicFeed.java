package io.sisom.feed.recording;

import io.sisom.recording.Channel;

/** What becomes of the messages of a channel. */
sealed interface TopicFeed {
  /** They are fed. */
  record Fed(Channel channel, String sensor, ChannelPictures.Readable pictures)
      implements TopicFeed {}

  /**
   * They are not.
   *
   * @param reason in words
   */
  record Left(String reason) implements TopicFeed {}
}
