package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Message;
import io.sisom.recording.VideoEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Packets of one file in, pictures out; what is left out is told. */
final class VideoFeed {
  private final VideoTopics videos;
  private final FrameMaker maker;
  private final FeedTally tally;
  private final String file;

  VideoFeed(VideoTopics videos, FrameMaker maker, FeedTally tally, String file) {
    this.videos = videos;
    this.maker = maker;
    this.tally = tally;
    this.file = file;
  }

  /** Decodes a packet that an earlier run has decoded; it told what there was to tell. */
  void again(TopicFeed.Fed topic, Message message, Position after) {
    if (topic.pictures().read(message.payload()) instanceof Reading.Packet packet) {
      Optional<VideoTopic> its = videos.of(topic, packet, after);
      if (its.isPresent()) {
        its.get().send(message, packet, after);
        its.get().passOver();
      }
    }
  }

  /** Takes a packet; empty, and told, where nothing decodes it. */
  Optional<VideoTopic> send(
      TopicFeed.Fed topic, Message message, Reading.Packet packet, Position after) {
    Optional<VideoTopic> its = videos.of(topic, packet, after);
    if (its.isEmpty()) {
      maker.refuse(videos.refusal(topic), topic, message, file);
    }
    its.ifPresent(it -> it.send(message, packet, after));
    return its;
  }

  /** The next picture; null where a packet is needed. */
  VideoTopic.@Nullable Shown next(VideoTopic topic) {
    while (true) {
      VideoTopic.Next next = topic.next();
      if (next instanceof VideoTopic.Next.LeftOut leftOut) {
        tell(leftOut, topic.topic());
      } else {
        return next instanceof VideoTopic.Next.Came came ? came.picture() : null;
      }
    }
  }

  private void tell(VideoTopic.Next.LeftOut leftOut, TopicFeed.Fed topic) {
    String name = topic.channel().topic();
    if (leftOut.cause() == VideoEvent.Cause.BEFORE_KEY_FRAME) {
      tally
          .passedOver()
          .add("picture that needs one from before the video's first key frame", name);
    } else {
      maker.refuse(words(leftOut.cause()), topic, leftOut.message(), file);
    }
  }

  private static String words(VideoEvent.Cause cause) {
    return switch (cause) {
      case BEFORE_KEY_FRAME, DAMAGED -> "video packet that cannot be decoded";
      case CONCEALED -> "video picture that is damaged in part";
      case AFTER_DAMAGE -> "video picture that builds on one that is damaged or missing";
      case TOO_LARGE -> "video packet that is too large";
    };
  }
}
