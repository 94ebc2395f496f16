package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many sensors there are: those heard of lately, up to a number of them. */
final class HeardSensors {
  /** A sensor that was silent for longer is no more counted. */
  static final Duration FRESH = Duration.ofMinutes(10);

  private final int most;

  /** When each was heard of, the one heard of longest ago first. */
  private final Map<String, Instant> heard = new LinkedHashMap<>();

  HeardSensors(int most) {
    this.most = most;
  }

  void note(String sensorId, Instant now) {
    heard.remove(sensorId);
    heard.put(sensorId, now);
    if (heard.size() > most) {
      heard.remove(heard.keySet().iterator().next());
    }
  }

  int count(Instant now) {
    Iterator<Instant> times = heard.values().iterator();
    while (times.hasNext() && times.next().isBefore(now.minus(FRESH))) {
      times.remove();
    }
    return heard.size();
  }
}
