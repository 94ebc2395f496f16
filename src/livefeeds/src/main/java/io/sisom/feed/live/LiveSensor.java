package io.sisom.feed.live;

import io.sisom.feed.recording.FrameIds;
import io.sisom.feed.recording.MessageClocks;
import io.sisom.feed.recording.RecordingClock;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** What is known of a sensor's frames so far. For one thread at a time. */
final class LiveSensor {
  private static final int MAX_ALIKE_BITS = 4;

  private final FrameIds ids;
  private final RecentFrames recent = new RecentFrames();
  private OptionalLong fedNanos = OptionalLong.empty();
  private OptionalLong hash = OptionalLong.empty();

  LiveSensor(String sensor) {
    this.ids = new FrameIds(sensor);
  }

  /** Whether a frame comes too soon after the last; a clock that was set back begins anew. */
  boolean tooSoon(long nanos, long everyNanos) {
    return fedNanos.isPresent()
        && nanos >= fedNanos.getAsLong()
        && nanos - fedNanos.getAsLong() < everyNanos;
  }

  /** Whether it came before; where not, it is remembered. */
  boolean isRepeat(LiveMessage message, ByteBuffer content) {
    return recent.isRepeat(message.ownStamp(), message.session(), content);
  }

  /** Whether it looks like the last that was fed. */
  boolean alike(OptionalLong other) {
    return hash.isPresent()
        && other.isPresent()
        && Long.bitCount(hash.getAsLong() ^ other.getAsLong()) <= MAX_ALIKE_BITS;
  }

  /** That a frame of that stamp is fed. */
  void fed(long nanos, OptionalLong picture) {
    fedNanos = OptionalLong.of(nanos);
    hash = picture;
  }

  /** The next frame's name, by the stamp that it has whatever clock is chosen. */
  String nextId(MessageClocks clocks) {
    return ids.next(clocks.stamp(RecordingClock.HEADER).nanos());
  }
}
