package io.sisom.feed.recording;

import io.sisom.recording.Channel;

/** Reads the pictures of channels. */
public interface ChannelReader {
  /** What is to be had of a channel, whatever its description holds. */
  ChannelPictures of(Channel channel);
}
