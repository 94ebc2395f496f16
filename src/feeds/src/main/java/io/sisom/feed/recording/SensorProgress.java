package io.sisom.feed.recording;

import io.sisom.recording.Position;
import io.sisom.schema.FeedSensor;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What must be known of a sensor's frames so far to go on with them. */
final class SensorProgress {
  private static final int MAX_ALIKE_BITS = 4;

  private final String sensor;
  private final FrameIds ids;
  private OptionalLong fedNanos = OptionalLong.empty();
  private OptionalLong hash = OptionalLong.empty();
  private Optional<Position> videoFrom = Optional.empty();
  private Optional<Position> videoShown = Optional.empty();

  SensorProgress(String sensor) {
    this.sensor = sensor;
    this.ids = new FrameIds(sensor);
  }

  SensorProgress(FeedSensor saved) {
    this.sensor = saved.getSensorId();
    this.ids = new FrameIds(sensor, saved.getStamps(), saved.getCounts());
    this.fedNanos = saved.getFedNanos() == null ? fedNanos : OptionalLong.of(saved.getFedNanos());
    this.hash = saved.getHash() == null ? hash : OptionalLong.of(saved.getHash());
    this.videoFrom = position(saved.getVideoFromBlock(), saved.getVideoFromIndex());
    this.videoShown = position(saved.getVideoShownBlock(), saved.getVideoShownIndex());
  }

  private static Optional<Position> position(@Nullable Long block, @Nullable Integer index) {
    return block == null || index == null
        ? Optional.empty()
        : Optional.of(new Position(block, index));
  }

  /** After which message decoding of its video begins anew; empty where it has none. */
  Optional<Position> videoFrom() {
    return videoFrom;
  }

  /** The message whose picture came out last; empty where none has. */
  Optional<Position> videoShown() {
    return videoShown;
  }

  /** That its video begins, after a message, unless it is known already where decoding begins. */
  void videoFound(Position after) {
    if (videoFrom.isEmpty()) {
      videoFrom = Optional.of(after);
    }
  }

  /** That a picture came out; from a key frame on decoding can begin anew. */
  void videoShown(VideoTopic.Shown picture) {
    videoShown = Optional.of(picture.message().position());
    if (picture.key()) {
      videoFrom = Optional.of(picture.after());
    }
  }

  /** That another file begins. */
  void forgetVideo() {
    videoFrom = Optional.empty();
    videoShown = Optional.empty();
  }

  String nextId(long nanos) {
    return ids.next(nanos);
  }

  /** Whether a frame comes too soon after the last that was fed. */
  boolean tooSoon(long nanos, long everyNanos) {
    return fedNanos.isPresent()
        && nanos >= fedNanos.getAsLong()
        && nanos - fedNanos.getAsLong() < everyNanos;
  }

  /** Whether a frame looks like the last that was fed: all but a few bits are the same. */
  boolean alike(OptionalLong other) {
    return hash.isPresent()
        && other.isPresent()
        && Long.bitCount(hash.getAsLong() ^ other.getAsLong()) <= MAX_ALIKE_BITS;
  }

  void fed(long nanos, OptionalLong picture) {
    fedNanos = OptionalLong.of(nanos);
    hash = picture;
  }

  FeedSensor saved() {
    return FeedSensor.newBuilder()
        .setSensorId(sensor)
        .setStamps(ids.stamps())
        .setCounts(ids.seen())
        .setFedNanos(fedNanos.isPresent() ? fedNanos.getAsLong() : null)
        .setHash(hash.isPresent() ? hash.getAsLong() : null)
        .setVideoFromBlock(videoFrom.map(Position::block).orElse(null))
        .setVideoFromIndex(videoFrom.map(Position::index).orElse(null))
        .setVideoShownBlock(videoShown.map(Position::block).orElse(null))
        .setVideoShownIndex(videoShown.map(Position::index).orElse(null))
        .build();
  }
}
