package io.sisom.candidate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The open windows of single sensors: of recordings, and of sensors whose clocks are off.
 *
 * <p><b>Idea.</b> Event time of a recording moves as its frames are fed, and says nothing about any
 * other recording. So there is no clock here that frames could be late by: each window waits for
 * its own sensor. It is over when that sensor has moved past it, which is when a frame comes of the
 * window after the next {@code grace}; when it had no frame for the wall time {@code idle}; or when
 * too many are open and it had none for longest.
 *
 * <p><b>Invariants.</b> A frame closes windows of its own sensor only, and none but those just
 * before it in event time. So recordings of different sensors, and recordings of one sensor that
 * lie more than two windows apart, have the same windows in whatever order their frames come. A
 * stretch of time that is fed again opens its window again. At most {@code candidate.windows} are
 * open.
 */
final class SensorWindows {
  private final long length;
  private final long grace;
  private final long idle;
  private final int most;

  /** Each window with the wall time when it had a frame, or one that still waits with it. */
  private final NavigableMap<WindowId, Long> heard = new TreeMap<>();

  /**
   * Windows that an earlier life of the application left open: they wait anew.
   *
   * @param now wall time
   */
  SensorWindows(CandidateConfig config, List<WindowId> left, long now) {
    this.length = config.window().toMillis();
    this.grace = config.grace().toMillis();
    this.idle = config.idle().toMillis();
    this.most = config.windows();
    left.stream().filter(id -> !id.fleet()).forEach(id -> heard.put(id, now));
  }

  /** Where a frame belongs; the window is open from now on. */
  WindowId open(String sensorId, long capturedAt, long now) {
    WindowId own = new WindowId(sensorId, capturedAt - Math.floorMod(capturedAt, length));
    heard.put(own, now);
    // Those before wait on for late frames while the recording goes on.
    NavigableMap<WindowId, Long> before =
        heard.subMap(new WindowId(sensorId, capturedAt - length - grace), false, own, false);
    before.replaceAll((id, at) -> now);
    return own;
  }

  /** The windows that a frame says are over: its sensor has just moved past them. */
  List<WindowId> passedBy(String sensorId, long capturedAt) {
    long last = capturedAt - grace - length;
    return List.copyOf(
        heard
            .subMap(
                new WindowId(sensorId, last - length), false, new WindowId(sensorId, last), true)
            .keySet());
  }

  /** The windows that had no frame for too long. */
  List<WindowId> idle(long now) {
    List<WindowId> found = new ArrayList<>();
    heard.forEach(
        (id, at) -> {
          if (now - at >= idle) {
            found.add(id);
          }
        });
    return found;
  }

  /** The window that must close for want of room. */
  Optional<WindowId> tooMany() {
    return heard.size() <= most
        ? Optional.empty()
        : heard.entrySet().stream()
            .min(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey);
  }

  void close(WindowId id) {
    heard.remove(id);
  }

  /** Exclusive. */
  long end(WindowId id) {
    return id.start() + length;
  }
}
