package io.sisom.live;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which sensors are shown, of more than there is room for: those with the most novel frames of
 * late. One that is shown stays so until it falls silent or another has more, so that a page of a
 * large fleet does not change with every record.
 */
final class ShownSensors {
  /** A sensor that is silent for longer makes room for any other. */
  static final Duration SILENT = Duration.ofSeconds(30);

  private final LiveConfig config;

  /** The one silent longest first. */
  private final Map<String, SensorTrack> tracks = new LinkedHashMap<>(64, 0.75f, true);

  ShownSensors(LiveConfig config) {
    this.config = config;
  }

  /**
   * The track of a sensor that is heard of; empty where there is no room for it.
   *
   * @param novel frames of it that are heard of now
   */
  Optional<SensorTrack> heard(String sensorId, int novel, Instant now) {
    SensorTrack track = tracks.get(sensorId);
    if (track == null && (tracks.size() < config.sensors() || makeRoom(novel, now))) {
      track = new SensorTrack(config);
      tracks.put(sensorId, track);
    }
    if (track != null) {
      track.heard(novel, now);
    }
    return Optional.ofNullable(track);
  }

  private boolean makeRoom(int novel, Instant now) {
    Map.Entry<String, SensorTrack> silent = tracks.entrySet().iterator().next();
    if (silent.getValue().silentSince(now.minus(SILENT))) {
      tracks.remove(silent.getKey());
      return true;
    }
    if (novel == 0) {
      return false;
    }
    Map.Entry<String, SensorTrack> dullest =
        tracks.entrySet().stream()
            .min(Comparator.comparingDouble(each -> each.getValue().novelOfLate(now)))
            .orElseThrow();
    if (dullest.getValue().novelOfLate(now) >= novel) {
      return false;
    }
    tracks.remove(dullest.getKey());
    return true;
  }

  /** By name. */
  List<SensorView> views(Instant now) {
    Map<String, SensorView> byName = new TreeMap<>();
    tracks.forEach((id, track) -> byName.put(id, track.view(id, now)));
    return List.copyOf(byName.values());
  }
}
