package io.sisom.live;

import java.util.List;
import java.util.Optional;

/**
 * The fleet, as it stands.
 *
 * @param sensors that are shown, by name
 * @param counted sensors heard of in the last ten minutes, shown or not
 * @param muted frames of all sensors since reading began, that would be novel, had nobody muted
 *     what they are like
 * @param unsummarized partitions of the score topic whose scores are read one by one, because their
 *     scorers write no summaries
 * @param points stretches of time, the oldest first
 * @param lag of the scorers, where it is known
 * @param episodes open ones first, then the latest
 * @param deadLetters the latest first
 */
public record FleetView(
    List<SensorView> sensors,
    int counted,
    long muted,
    int unsummarized,
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
