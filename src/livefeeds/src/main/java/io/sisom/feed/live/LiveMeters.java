package io.sisom.feed.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A live feed's meters. What names them comes from outside, so the names are bounded: further
 * sensors and reasons are counted together as {@value #OTHER}.
 */
final class LiveMeters {
  static final int MAX_SENSORS = 200;
  static final int MAX_REASONS = 20;
  static final String OTHER = "other";

  private static final int MAX_REASON_LENGTH = 120;
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private final MeterRegistry registry;
  private final Set<String> sensors = new HashSet<>();
  private final Set<String> reasons = new HashSet<>();

  LiveMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Begins to show a sensor's clock offset, in seconds; not a number while there is none. */
  void offset(String sensor, Supplier<Number> seconds) {
    if (!named(sensors, sensor, MAX_SENSORS).equals(OTHER)) {
      Gauge.builder("sisom.feed.clock.offset", seconds)
          .tag("sensor", sensor)
          .baseUnit("seconds")
          .register(registry);
    }
  }

  void received(String sensor) {
    registry
        .counter("sisom.feed.received", "sensor", named(sensors, sensor, MAX_SENSORS))
        .increment();
  }

  void ended(String sensor, LiveOutcome outcome) {
    registry
        .counter(
            "sisom.feed.ended",
            "sensor",
            named(sensors, sensor, MAX_SENSORS),
            "outcome",
            outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .increment();
    if (outcome instanceof LiveOutcome.Refused refused) {
      registry
          .counter(
              "sisom.feed.refused", "reason", named(reasons, plain(refused.reason()), MAX_REASONS))
          .increment();
    }
  }

  /** That a connection came about. */
  void connected() {
    registry.counter("sisom.feed.connections").increment();
  }

  /** Without what differs from message to message. */
  private static String plain(String reason) {
    String words = NUMBER.matcher(QUOTED.matcher(reason).replaceAll("'…'")).replaceAll("#");
    return words.length() > MAX_REASON_LENGTH ? words.substring(0, MAX_REASON_LENGTH) : words;
  }

  private static String named(Set<String> known, String name, int most) {
    synchronized (known) {
      return known.contains(name) || (known.size() < most && known.add(name)) ? name : OTHER;
    }
  }
}
