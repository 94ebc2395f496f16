package io.sisom.live;

import java.util.List;
import java.util.Optional;

/**
 * The fleet, as it stands.
 *
 * @param sensors by name
 * @param points stretches of time, the oldest first
 * @param lag of the scorers, where it is known
 * @param episodes open ones first, then the latest
 * @param deadLetters the latest first
 */
public record FleetView(
    List<SensorView> sensors,
    List<Point> points,
    Optional<Lag> lag,
    List<Episode> episodes,
    List<DeadLetter> deadLetters) {
  /** Copies the lists. */
  public FleetView {
    sensors = List.copyOf(sensors);
    points = List.copyOf(points);
    episodes = List.copyOf(episodes);
    deadLetters = List.copyOf(deadLetters);
  }
}
