package io.sisom.bench;

import java.lang.management.ManagementFactory;

/**
 * How fast frames went through.
 *
 * @param perSecond frames a second
 * @param processorMillis processor time of this whole process for one frame, which other work on
 *     the machine changes less than the rate
 */
record Rate(double perSecond, double processorMillis) {
  /** Nothing went through, or not all. */
  static final Rate NONE = new Rate(Double.NaN, Double.NaN);

  /** A moment, to measure from. */
  record Moment(long nanos, long processorNanos) {
    static Moment now() {
      return new Moment(System.nanoTime(), processorTime());
    }

    /** Of {@code frames} from this moment to a later one. */
    Rate to(Moment later, long frames) {
      return new Rate(
          frames * 1e9 / (later.nanos - nanos),
          (later.processorNanos - processorNanos) / 1e6 / frames);
    }
  }

  private static long processorTime() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
