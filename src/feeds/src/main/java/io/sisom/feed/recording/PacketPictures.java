package io.sisom.feed.recording;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoEvent;

/** Makes pictures of packets of video. */
public interface PacketPictures {
  /** How the opening of a decoder ends. */
  sealed interface Opening {
    /** It is open; the caller closes it. */
    record Opened(PacketDecoder decoder) implements Opening {}

    /**
     * There is none.
     *
     * @param reason in words, for the user; the same for all of a kind
     */
    record Refused(String reason) implements Opening {}
  }

  /** A decoder for a stream, by what its sender calls the codec. */
  Opening open(String codec);

  /** A frame's content of a decoded picture. */
  ChannelPictures.Content content(VideoEvent.Picture picture);
}
