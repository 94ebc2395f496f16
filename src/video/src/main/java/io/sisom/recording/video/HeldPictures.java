package io.sisom.recording.video;

import java.util.ArrayDeque;
import java.util.TreeSet;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that wait for those they may build on. A picture between two others builds on the later
 * one too, yet comes out before it; only when that one is out is it known whether it is damaged.
 */
final class HeldPictures implements AutoCloseable {
  private static final int MAX_HELD = 8;

  /** A packet without a picture after so many others has none. */
  private static final int MAX_BEHIND = 32;

  private final ArrayDeque<AVFrame> held = new ArrayDeque<>();
  private final TreeSet<Long> expected = new TreeSet<>();

  /** A packet whose picture is to come. */
  void expect(long packet) {
    expected.add(packet);
    expected.headSet(packet - MAX_BEHIND).clear();
  }

  /** That no picture of a packet comes. */
  void forget(long packet) {
    expected.remove(packet);
  }

  /** Takes a picture, whose {@code pts} is the number of its packet; leaves the frame empty. */
  void add(AVFrame frame) {
    AVFrame own = avutil.av_frame_alloc();
    avutil.av_frame_move_ref(own, frame);
    expected.remove(own.pts());
    held.add(own);
  }

  /** The next picture that waits for none, or null; it is the caller's. */
  @Nullable AVFrame ready() {
    AVFrame first = held.peek();
    if (first == null) {
      return null;
    }
    boolean free = expected.isEmpty() || expected.first() > first.pts();
    return free || held.size() > MAX_HELD ? held.remove() : null;
  }

  /** That no further picture comes. */
  void end() {
    expected.clear();
  }

  @Override
  public void close() {
    held.forEach(avutil::av_frame_free);
    held.clear();
  }
}
