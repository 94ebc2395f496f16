package io.sisom.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a sensor's recordings apart where something of them is remembered.
 *
 * <p><b>Idea.</b> A recorded frame does not say of which recording it is, for recorders split one
 * into many files; but a sensor was in one place at a time. So a frame is of the recording whose
 * latest frame lies nearest in event time, and of another one where none lies within reach.
 *
 * <p><b>Invariants.</b> Recordings of one sensor that lie further apart than that never meet, in
 * whatever order their frames come. At most {@value #MAX_RECORDINGS} of a sensor are remembered;
 * beyond, the one heard longest ago must go.
 */
final class SensorRecordings {
  /** Of one sensor. */
  static final int MAX_RECORDINGS = 32;

  private final Duration reach;

  /** Of each sensor, the event time of each recording's latest frame; heard longest ago first. */
  private final Map<String, LinkedHashMap<EpisodeKey, Instant>> sensors = new HashMap<>();

  SensorRecordings(AlertConfig config) {
    this.reach = config.recording().compareTo(config.gap()) > 0 ? config.recording() : config.gap();
  }

  /** Whether two frames may be of one recording. */
  boolean near(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(reach) <= 0;
  }

  /** The remembered recording that a frame belongs to; empty: none, so it begins another. */
  Optional<EpisodeKey> of(String sensorId, Instant capturedAt) {
    return known(sensorId).entrySet().stream()
        .filter(it -> near(it.getValue(), capturedAt))
        .min(
            Comparator.comparing(
                    (Map.Entry<EpisodeKey, Instant> it) ->
                        Duration.between(it.getValue(), capturedAt).abs())
                .thenComparing(it -> it.getKey().recording()))
        .map(Map.Entry::getKey);
  }

  /** A key for a recording that is not remembered, by the first frame that matters. */
  EpisodeKey another(String sensorId, Instant capturedAt) {
    long name = capturedAt.toEpochMilli();
    while (known(sensorId).containsKey(named(sensorId, name))) {
      name++;
    }
    return named(sensorId, name);
  }

  private static EpisodeKey named(String sensorId, long name) {
    return new EpisodeKey(sensorId, Long.toString(name));
  }

  /** A frame of a recording came, or was left by an earlier life of the application. */
  void heard(EpisodeKey key, Instant lastFrameAt) {
    LinkedHashMap<EpisodeKey, Instant> known =
        sensors.computeIfAbsent(key.sensorId(), sensor -> new LinkedHashMap<>());
    known.remove(key);
    known.put(key, lastFrameAt);
  }

  /** Nothing is remembered of it anymore. */
  void forget(EpisodeKey key) {
    sensors.computeIfPresent(
        key.sensorId(),
        (sensor, known) -> {
          known.remove(key);
          return known.isEmpty() ? null : known;
        });
  }

  /** The one that must go for want of room. */
  Optional<EpisodeKey> tooMany(String sensorId) {
    Map<EpisodeKey, Instant> known = known(sensorId);
    return known.size() > MAX_RECORDINGS
        ? Optional.of(known.keySet().iterator().next())
        : Optional.empty();
  }

  private Map<EpisodeKey, Instant> known(String sensorId) {
    LinkedHashMap<EpisodeKey, Instant> known = sensors.get(sensorId);
    return known == null ? Map.of() : known;
  }
}
