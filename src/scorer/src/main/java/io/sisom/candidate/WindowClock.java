package io.sisom.candidate;

import io.sisom.candidate.SensorClocks.Off;

/**
 * Event time of the live fleet: which of its windows a frame belongs to and which are over.
 *
 * <ul>
 *   <li>Windows tumble: {@code [n·length, (n+1)·length)}.
 *   <li>Everything before the <i>mark</i> is published. A frame before it is none of the fleet's
 *       any more. The mark only moves on, so no stretch of time is published twice.
 *   <li>Stream time is the latest time of a frame, but never ahead of the wall clock. It closes a
 *       window {@code grace} after its end.
 *   <li>When frames stop coming, the mark moves just past the latest frame, which cuts the last
 *       window short; later frames of that stretch form a window from the mark on.
 *   <li>A frame ahead of the wall clock waits for it in its window; one ahead by more than {@code
 *       maxSkew} is none of the fleet's. So a wrong clock closes nobody's windows, and few windows
 *       are open.
 * </ul>
 */
final class WindowClock {
  private final long length;
  private final long grace;
  private final long maxSkew;
  private long mark;
  private long latest;

  /**
   * A clock.
   *
   * @param mark all before is published, ms since 1970; 0 at the very start
   * @param latest latest time of a frame so far, ms since 1970; 0 at the very start
   */
  WindowClock(CandidateConfig config, long mark, long latest) {
    this.length = config.window().toMillis();
    this.grace = config.grace().toMillis();
    this.maxSkew = config.maxSkew().toMillis();
    this.mark = mark;
    this.latest = latest;
  }

  /** Where a frame belongs. */
  sealed interface Placement {
    /** In the window that starts there. */
    record Window(long start) implements Placement {}

    /** In no window of the fleet: its sensor's clock is off. */
    record Apart(Off off) implements Placement {}
  }

  /** Places a frame and remembers its time; times in ms since 1970. */
  Placement place(long capturedAt, long wallClock) {
    if (capturedAt < mark) {
      return new Placement.Apart(Off.BEHIND);
    }
    if (capturedAt > wallClock + maxSkew) {
      return new Placement.Apart(Off.FUTURE);
    }
    latest = Math.max(latest, capturedAt);
    return new Placement.Window(Math.max(mark, windowStart(capturedAt)));
  }

  /** The mark that stream time asks for: the end of the last window that is over. */
  long dueMark(long wallClock) {
    return Math.max(mark, windowStart(Math.min(latest, wallClock) - grace));
  }

  /**
   * The mark where no frames come any more: past all frames but those the wall clock is yet to
   * reach.
   */
  long idleMark(long wallClock) {
    return Math.max(mark, latest <= wallClock ? latest + 1 : windowStart(wallClock));
  }

  /** The end of the window that starts there, as long as the mark does not cut it short. */
  long fullEnd(long start) {
    return windowStart(start) + length;
  }

  void moveMarkTo(long next) {
    if (next < mark) {
      throw new IllegalArgumentException("the mark " + mark + " cannot move back to " + next);
    }
    mark = next;
  }

  /** The start of the window that a time lies in. */
  long windowStart(long time) {
    return time - Math.floorMod(time, length);
  }

  long mark() {
    return mark;
  }

  long latest() {
    return latest;
  }
}
