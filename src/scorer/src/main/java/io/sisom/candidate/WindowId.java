package io.sisom.candidate;

import java.util.Comparator;

/**
 * Names a window: whose frames it ranks, and from when on. The fleet's come first, then each
 * sensor's, by time.
 *
 * @param sensorId whose frames alone are ranked; empty: the fleet's
 * @param start ms since 1970
 */
record WindowId(String sensorId, long start) implements Comparable<WindowId> {
  private static final Comparator<WindowId> ORDER =
      Comparator.comparing(WindowId::sensorId).thenComparingLong(WindowId::start);
  private static final String FLEET = "";

  static WindowId ofFleet(long start) {
    return new WindowId(FLEET, start);
  }

  boolean fleet() {
    return sensorId.equals(FLEET);
  }

  /** As a candidate says it. */
  String scope() {
    return fleet() ? "fleet" : "sensor";
  }

  @Override
  public int compareTo(WindowId other) {
    return ORDER.compare(this, other);
  }
}
