package io.sisom.console.http;

import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.json.EpisodeJson;
import io.sisom.console.json.FiguresJson;
import io.sisom.console.json.LiveJson;
import io.sisom.console.json.PointsJson;
import io.sisom.console.json.SensorJson;
import io.sisom.console.json.VersionsJson;
import io.sisom.live.Episode;
import io.sisom.live.FleetView;
import io.sisom.live.Lag;
import io.sisom.live.Review;
import io.sisom.live.SensorView;
import io.sisom.queue.QueueFigures;
import io.sisom.schema.ReferenceManifest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fleet in sections, each of which changes for itself. */
final class LiveSections {
  private static final int MOST_EPISODES = 50;
  private static final int MOST_VERSIONS = 100;

  private final QueueActions actions;
  private final FleetWatch fleet;
  private final Clock clock;

  LiveSections(QueueActions actions, FleetWatch fleet, Clock clock) {
    this.actions = actions;
    this.fleet = fleet;
    this.clock = clock;
  }

  /**
   * A part of the state.
   *
   * @param event name under which a change of it is sent
   * @param json its whole content
   */
  record Section(String event, Object json) {}

  /** Everything, by keys that stay the same as long as the thing does. */
  Map<String, Section> sections() {
    FleetView view = fleet.fleet().view(clock.instant());
    Map<String, Section> sections = new LinkedHashMap<>();
    sections.put("episodes", new Section("episodes", episodes(view)));
    sections.put("figures", new Section("figures", figures(view)));
    sections.put("versions", new Section("versions", versions()));
    sections.put("deadLetters", new Section("deadLetters", view.deadLetters()));
    sections.put(
        "sensorIds",
        new Section("sensorIds", view.sensors().stream().map(SensorView::sensorId).toList()));
    for (SensorView sensor : view.sensors()) {
      sections.put("sensor " + sensor.sensorId(), new Section("sensor", SensorJson.of(sensor)));
    }
    return sections;
  }

  /** All of it in one object. */
  LiveJson whole() {
    FleetView view = fleet.fleet().view(clock.instant());
    return new LiveJson(
        figures(view),
        episodes(view),
        view.sensors().stream().map(SensorJson::of).toList(),
        versions(),
        view.deadLetters());
  }

  private List<EpisodeJson> episodes(FleetView view) {
    Map<String, Review> reviews = actions.console().queue().reviews().orElse(Map.of());
    return view.episodes().stream()
        .limit(MOST_EPISODES)
        .map(it -> EpisodeJson.of(it, Optional.ofNullable(reviews.get(it.id()))))
        .toList();
  }

  private FiguresJson figures(FleetView view) {
    Instant since =
        Optional.ofNullable(actions.liveVersion())
            .map(ReferenceManifest::getCreatedAt)
            .orElse(Instant.EPOCH);
    Optional<QueueFigures> queue = actions.console().queue().read(it -> it.figures(since));
    return new FiguresJson(
        fleet.fleet().alpha(),
        view.counted(),
        view.episodes().stream().filter(Episode::open).count(),
        view.muted(),
        view.lag().orElse(null),
        view.lag().map(Lag::end).orElse(0L),
        PointsJson.of(view.points(), fleet.config().bucket()),
        queue.map(QueueFigures::waiting).orElse(0),
        queue
            .map(it -> it.work().values().stream().mapToInt(QueueFigures.Work::labels).sum())
            .orElse(0),
        view.unsummarized());
  }

  private VersionsJson versions() {
    return VersionsJson.of(
        actions.console().versions().all(), actions.liveVersion(), MOST_VERSIONS);
  }
}
