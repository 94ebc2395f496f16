package io.sisom.candidate;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds sensors whose clocks are wrong, which nothing else would show. It warns of each once an
 * hour, and for the whole fleet there are the gauges {@code sisom.clock.sensors} (how many) and
 * {@code sisom.clock.skew} (the largest), by {@link Off}. A clock is off when it was so for {@value
 * #IN_A_ROW} frames in a row, within the last ten minutes. Of {@value #MAX_SENSORS} sensors, those
 * that were off last, at most. Safe for use by many threads.
 */
public final class SensorClocks {
  static final int IN_A_ROW = 5;
  static final int MAX_SENSORS = 1_000;
  static final Duration FRESH = Duration.ofMinutes(10);
  static final Duration UNTIL_TOLD_AGAIN = Duration.ofHours(1);

  private static final Logger log = LoggerFactory.getLogger(SensorClocks.class);

  private final LongSupplier nanos;
  private final Map<Off, Map<String, Track>> tracks = new EnumMap<>(Off.class);

  /**
   * Whether any clock was ever off: every frame of every thread asks, and most fleets have none.
   */
  private volatile boolean anyOff;

  /** In which way, and what becomes of the frames. */
  public enum Off {
    /** Frames come when the fleet's window is published. */
    BEHIND(
        "a sensor's frames come too late for the fleet's windows and are ranked among themselves:"
            + " its clock is behind the fleet's, or another's is ahead"),
    /** Their time is replaced by Kafka's, where that is the time of arrival. */
    AHEAD("a sensor's clock is ahead of Kafka's: its frames count as captured when they came"),
    /** Their time is in this scorer's future. */
    FUTURE("a sensor's clock is ahead of this scorer's: its frames are ranked among themselves");

    private final String warning;

    Off(String warning) {
      this.warning = warning;
    }

    String tag() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final class Track {
    private int inARow;
    private long byMillis;
    private long lastNanos;
    private boolean told;
    private long toldNanos;
  }

  /**
   * Registers the gauges.
   *
   * @param nanos a clock that nobody sets, as {@link System#nanoTime}
   */
  public SensorClocks(MeterRegistry registry, LongSupplier nanos) {
    this.nanos = nanos;
    for (Off off : Off.values()) {
      tracks.put(off, new LinkedHashMap<>());
    }
    for (Off off : Off.values()) {
      gauge("sisom.clock.sensors", off, c -> c.sensors(off))
          .description("Sensors whose clocks are off")
          .register(registry);
      gauge("sisom.clock.skew", off, c -> c.mostSeconds(off))
          .description("How far the clock is off that is off most")
          .baseUnit("seconds")
          .register(registry);
    }
  }

  private Gauge.Builder<SensorClocks> gauge(
      String name, Off off, ToDoubleFunction<SensorClocks> value) {
    return Gauge.builder(name, this, value).tag("off", off.tag());
  }

  /**
   * A frame's time was off.
   *
   * @return whether that was worth a warning
   */
  public synchronized boolean off(Off off, String sensorId, long byMillis) {
    anyOff = true;
    Map<String, Track> sensors = of(off);
    Track track = sensors.remove(sensorId);
    if (track == null) {
      track = new Track();
    }
    // Behind all others, so that the first is the one that was off longest ago.
    sensors.put(sensorId, track);
    if (sensors.size() > MAX_SENSORS) {
      sensors.remove(sensors.keySet().iterator().next());
    }
    long now = nanos.getAsLong();
    track.inARow = track.inARow == Integer.MAX_VALUE ? track.inARow : track.inARow + 1;
    track.byMillis = byMillis;
    track.lastNanos = now;
    boolean due = !track.told || now - track.toldNanos >= UNTIL_TOLD_AGAIN.toNanos();
    if (track.inARow < IN_A_ROW || !due) {
      return false;
    }
    track.told = true;
    track.toldNanos = now;
    log.atWarn()
        .addKeyValue("sensor", sensorId)
        .addKeyValue("seconds", byMillis / 1000)
        .log(off.warning);
    return true;
  }

  /** A frame's time was not off in that way. */
  public void right(Off off, String sensorId) {
    if (anyOff) {
      noLongerInARow(off, sensorId);
    }
  }

  private synchronized void noLongerInARow(Off off, String sensorId) {
    Track track = of(off).get(sensorId);
    if (track != null) {
      track.inARow = 0;
    }
  }

  private synchronized double sensors(Off off) {
    return of(off).values().stream().filter(this::isOff).count();
  }

  private synchronized double mostSeconds(Off off) {
    return of(off).values().stream()
        .filter(this::isOff)
        .mapToDouble(track -> track.byMillis / 1e3)
        .max()
        .orElse(0);
  }

  private boolean isOff(Track track) {
    return track.inARow >= IN_A_ROW && nanos.getAsLong() - track.lastNanos < FRESH.toNanos();
  }

  private Map<String, Track> of(Off off) {
    return tracks.getOrDefault(off, Map.of());
  }
}
