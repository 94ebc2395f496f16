package io.sisom.feed.recording;

import io.sisom.feed.recording.ChannelPictures.Reading;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Feeds the pictures in a file's messages, each when it is due. */
final class MessageFeed {
  private static final long MAX_OPEN_WAIT_NANOS = 200_000_000L;

  private final TopicFeeds topics;
  private final FrameMaker maker;
  private final FeedProgress progress;
  private final FeedTally tally;
  private final FrameSink sink;
  private final RecordedPace pace;
  private final Consumer<FileProgress> committing;

  /**
   * Into a sink.
   *
   * @param committing commits what is fed up to a place
   */
  MessageFeed(
      TopicFeeds topics,
      FrameMaker maker,
      FeedProgress progress,
      FeedTally tally,
      FrameSink sink,
      RecordedPace pace,
      Consumer<FileProgress> committing) {
    this.topics = topics;
    this.maker = maker;
    this.progress = progress;
    this.tally = tally;
    this.sink = sink;
    this.pace = pace;
    this.committing = committing;
  }

  /**
   * Reads what a file has after {@code from}, and feeds what is not behind {@code at}.
   *
   * @param from earlier than {@code at} where videos must be decoded again to go on
   * @return whether it is done; otherwise a video cannot go on from there, and nothing was fed
   * @throws InterruptedException where the thread is told to stop
   */
  boolean read(RecordingFile file, FileProgress at, Position from)
      throws IOException, InterruptedException {
    Position until = at.position();
    try (VideoTopics videos = new VideoTopics(progress, until);
        Recording recording = file.open(from)) {
      VideoFeed video = new VideoFeed(videos, maker, tally, at.file());
      boolean again = !from.equals(until);
      Position before = from;
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        boolean known = again && event.position().compareTo(until) <= 0;
        if (known) {
          again(event, video, before);
        } else if (again && !from.equals(Position.START) && videos.lost()) {
          return false;
        } else {
          again = false;
          take(event, video, at, before);
        }
        before = event instanceof Message message ? message.position() : before;
      }
      videos.all().forEach(VideoTopic::end);
      if (again) {
        // An earlier run had read all there is, and some pictures had not come out yet.
        videos.all().forEach(VideoTopic::passOver);
        if (!from.equals(Position.START) && videos.lost()) {
          return false;
        }
      }
      for (VideoTopic topic : videos.all()) {
        show(topic, video, at);
      }
      recording.notes().forEach(it -> tally.notes().add(it, at.file()));
      return true;
    }
  }

  /** Decodes what an earlier run has decoded, and shows nothing. */
  private void again(RecordingEvent event, VideoFeed video, Position before) {
    if (event instanceof Message message
        && topics.of(message.channel()) instanceof TopicFeed.Fed topic) {
      video.again(topic, message, before);
    }
  }

  private void take(RecordingEvent event, VideoFeed video, FileProgress at, Position before)
      throws InterruptedException {
    if (event instanceof Damage damage) {
      tally.damaged(at.file(), damage);
      at.damaged();
    } else if (event instanceof RecordingEvent.PassedOver passed) {
      tally.passedOver().add(passed.reason(), at.file());
    } else if (event instanceof Message message) {
      consider(message, video, at, before);
      at.passed(message);
      if (sink.due()) {
        committing.accept(at);
      }
    }
  }

  private void consider(Message message, VideoFeed video, FileProgress at, Position before)
      throws InterruptedException {
    if (!(topics.of(message.channel()) instanceof TopicFeed.Fed topic)) {
      return;
    }
    long refused = tally.refused().total();
    Reading reading = topic.pictures().read(message.payload());
    if (reading instanceof Reading.Malformed malformed) {
      maker.refuse(malformed.reason(), topic, message, at.file());
    } else if (reading instanceof Reading.Packet packet) {
      Optional<VideoTopic> its = video.send(topic, message, packet, before);
      if (its.isPresent()) {
        show(its.get(), video, at);
      }
    } else if (reading instanceof Reading.Found found) {
      feed(maker.look(topic, message, found), at);
    }
    at.refused(tally.refused().total() - refused);
  }

  private void show(VideoTopic topic, VideoFeed video, FileProgress at)
      throws InterruptedException {
    for (VideoTopic.Shown it = video.next(topic); it != null; it = video.next(topic)) {
      feed(maker.look(topic.topic(), it.message(), it.picture()), at);
      progress.of(topic.topic().sensor()).videoShown(it);
    }
  }

  private void feed(FrameMaker.Seen seen, FileProgress at) throws InterruptedException {
    long recorded = seen.stamp().nanos();
    if (seen.wanted()) {
      if (sink.pending() && pace.waitNanos(recorded) > MAX_OPEN_WAIT_NANOS) {
        committing.accept(at);
      }
      pace.await(recorded);
    }
    maker.make(seen, at.file()).ifPresent(sink::add);
  }
}
