package io.sisom.feed.recording;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What is to be had of a channel. */
public sealed interface ChannelPictures {
  /** Pictures. */
  non-sealed interface Readable extends ChannelPictures {
    /**
     * What is in a message. The answer is valid as long as the payload is.
     *
     * @param payload the message, with message compression undone
     */
    Reading read(ByteBuffer payload);
  }

  /**
   * No pictures, which is no fault.
   *
   * @param reason in words, for the user
   */
  record NoPictures(String reason) implements ChannelPictures {}

  /**
   * Nobody knows how to read it.
   *
   * @param reason in words, for the user
   * @param meant whether its type is one of pictures
   */
  record Unreadable(String reason, boolean meant) implements ChannelPictures {}

  /** What is in one message. */
  sealed interface Reading {
    /**
     * A picture.
     *
     * @param header the stamp in the message, nanoseconds since the epoch; empty where it has none
     * @param encoding what the message calls its encoding, and its size where it says one
     * @param bytes of the picture as recorded
     * @param conversion makes a frame's content of it
     */
    record Found(OptionalLong header, String encoding, int bytes, Supplier<Content> conversion)
        implements Reading {}

    /**
     * A packet of video, of no use without those before it.
     *
     * @param header the stamp in the message, as above
     * @param codec what the sender calls the codec
     * @param data one access unit
     * @param pictures what decodes it
     */
    record Packet(OptionalLong header, String codec, ByteBuffer data, PacketPictures pictures)
        implements Reading {}

    /**
     * No picture.
     *
     * @param reason in words, for the user
     */
    record Malformed(String reason) implements Reading {}
  }

  /** What becomes of a picture. */
  sealed interface Content {
    /**
     * A frame's content.
     *
     * @param encoding as in {@code SensorFrame}
     * @param width pixels; 0 where the content says it
     * @param height pixels; 0 where the content says it
     * @param content no longer than frames may be; its own memory
     * @param hash perceptual hash, 64 bits; computed when asked for
     */
    record Ready(
        String encoding, int width, int height, ByteBuffer content, Supplier<OptionalLong> hash)
        implements Content {}

    /**
     * Nothing.
     *
     * @param reason in words, for the user; the same for all of a kind
     * @param meant whether it is left out by choice, as depth is that nobody asked for
     */
    record Refused(String reason, boolean meant) implements Content {}
  }
}
