package io.sisom.recording.video;

import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of decoded pictures, in the order of time: given out, passed over or left out. A
 * decoded picture has the number of its packet in place of its time.
 */
final class PictureJudge implements AutoCloseable {
  /** FFmpeg's flags of a frame. */
  private static final int CORRUPT = 1;

  private static final int KEY = 1 << 1;

  /** Times of packets whose pictures may be to come. */
  private static final int MAX_BEHIND = 512;

  private final PictureClock clock;
  private final Sampling sampling;
  private final Painter painter;
  private final PictureGate gate;
  private final Tally tally;
  private final TreeMap<Long, Long> times = new TreeMap<>();
  private long pictures;

  /** Closes the painter with itself. */
  PictureJudge(
      PictureClock clock, Sampling sampling, Painter painter, PictureGate gate, Tally tally) {
    this.clock = clock;
    this.sampling = sampling;
    this.painter = painter;
    this.gate = gate;
    this.tally = tally;
  }

  /** Keeps the time of a packet; empty where the container names none. */
  void expect(long packet, OptionalLong nanos) {
    if (nanos.isPresent()) {
      times.put(packet, nanos.getAsLong());
      times.headMap(packet - MAX_BEHIND).clear();
    }
  }

  /** That there is no picture where one should be. */
  void missed() {
    pictures++;
  }

  /** Whether the picture is reached that an earlier run has come to. */
  boolean reached() {
    return sampling.reached();
  }

  /** Whether the decoder guessed parts of a picture. */
  static boolean concealed(AVFrame frame) {
    return (frame.flags() & CORRUPT) != 0 || frame.decode_error_flags() != 0;
  }

  static boolean key(AVFrame frame) {
    return (frame.flags() & KEY) != 0;
  }

  /**
   * Judges the next picture in the order of time.
   *
   * @param ready stays the caller's
   * @param rate pictures a second that the stream declares, 0 where it declares none
   * @return null where it is passed over, or was told by an earlier run
   */
  @Nullable VideoEvent judge(AVFrame ready, double rate) {
    long packet = ready.pts();
    clock.rate(rate);
    Long nanos = times.remove(packet);
    long time =
        clock.time(pictures++, nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos));
    Optional<Cause> cause = gate.judge(packet, key(ready), concealed(ready));
    if (cause.isPresent()) {
      return leftOut(packet, cause.get(), words(cause.get(), packet, time));
    }
    if (!sampling.takes(time)) {
      tally.passedOver();
      return null;
    }
    try {
      VideoEvent.Picture picture = painter.paint(ready, time);
      tally.given();
      return picture;
    } catch (UnpaintableException e) {
      return leftOut(packet, Cause.DAMAGED, "packet " + packet + ": " + e.getMessage());
    }
  }

  private @Nullable VideoEvent leftOut(long packet, Cause cause, String reason) {
    VideoEvent event = tally.leftOut(packet, cause, reason);
    return reached() ? event : null;
  }

  private static String words(Cause cause, long packet, long nanos) {
    String where = "the picture of packet " + packet + " at " + nanos / 1_000_000 + " ms ";
    return where
        + switch (cause) {
          case BEFORE_KEY_FRAME -> "needs pictures from before the first key frame";
          case AFTER_DAMAGE -> "builds on one that is damaged or missing";
          case CONCEALED, DAMAGED -> "is damaged in part";
          case TOO_LARGE -> "is too large";
        };
  }

  /** Where times come from. */
  List<String> remarks() {
    return clock.remarks();
  }

  @Override
  public void close() {
    painter.close();
  }
}
