package io.sisom.feed.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.feed.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts what becomes of pictures, sensor by sensor. Safe for use by many threads. */
public final class LiveTally {
  /** So many sensors are fed. */
  public static final int MAX_SENSORS = 1000;

  private final LiveMeters meters;
  private final Map<String, SensorCounts> sensors = new TreeMap<>();
  private final Map<String, ClockOffset> offsets = new HashMap<>();
  private final Tally refused = new Tally();

  /** Counts in a registry, too. */
  public LiveTally(MeterRegistry registry) {
    this.meters = new LiveMeters(registry);
  }

  /** That something came; false where there are too many sensors, and it is not to be fed. */
  synchronized boolean received(String sensor) {
    if (!sensors.containsKey(sensor)) {
      if (sensors.size() >= MAX_SENSORS) {
        String reason = "beyond the first " + MAX_SENSORS + " sensors";
        refused.add(reason, 1);
        meters.ended(LiveMeters.OTHER, new LiveOutcome.Refused(reason));
        return false;
      }
      meters.offset(sensor, () -> offsetSeconds(sensor));
    }
    sensors.merge(sensor, SensorCounts.NONE.came(), (known, one) -> known.came());
    meters.received(sensor);
    return true;
  }

  private synchronized double offsetSeconds(String sensor) {
    SensorCounts counts = sensors.getOrDefault(sensor, SensorCounts.NONE);
    return counts.offsetNanos().isPresent() ? counts.offsetNanos().getAsLong() / 1e9 : Double.NaN;
  }

  /** What the clocks of a message show. */
  synchronized void clocks(LiveMessage message) {
    OptionalLong own = message.ownStamp();
    if (own.isPresent()) {
      long least =
          offsets
              .computeIfAbsent(message.sensor(), it -> new ClockOffset())
              .with(message.clocks().log() - own.getAsLong());
      sensors.computeIfPresent(message.sensor(), (it, counts) -> counts.offset(least));
    }
  }

  /** What became of a sensor's picture. */
  synchronized void ended(String sensor, LiveOutcome outcome) {
    sensors.computeIfPresent(sensor, (it, counts) -> counts.ended(outcome));
    meters.ended(sensor, outcome);
    if (outcome instanceof LiveOutcome.Refused why) {
      refused.add(why.reason(), sensor);
    }
  }

  /** That a connection came about. */
  void connected() {
    meters.connected();
  }

  /** By sensor, in the order of their names. */
  public synchronized Map<String, SensorCounts> sensors() {
    return new TreeMap<>(sensors);
  }

  /** Of all sensors. */
  public synchronized SensorCounts all() {
    return sensors.values().stream().reduce(SensorCounts.NONE, SensorCounts::plus);
  }

  /** Refused pictures by reason; a copy. */
  public synchronized Tally refused() {
    Tally copy = new Tally();
    copy.addAll(refused);
    return copy;
  }
}
