package io.sisom.console.http;

import io.sisom.console.fleet.FleetWatch;
import io.sisom.live.Episode;
import io.sisom.live.FleetView;
import io.sisom.live.Lag;
import io.sisom.live.Point;
import io.sisom.live.Review;
import io.sisom.live.SensorView;
import io.sisom.queue.QueueFigures;
import io.sisom.schema.ReferenceManifest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    sections.put(
        "deadLetters",
        new Section("deadLetters", view.deadLetters().stream().map(LiveJson::deadLetter).toList()));
    sections.put(
        "sensorIds",
        new Section("sensorIds", view.sensors().stream().map(SensorView::sensorId).toList()));
    for (SensorView sensor : view.sensors()) {
      sections.put("sensor " + sensor.sensorId(), new Section("sensor", LiveJson.sensor(sensor)));
    }
    return sections;
  }

  /** All of it in one object. */
  Map<String, @Nullable Object> whole() {
    FleetView view = fleet.fleet().view(clock.instant());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("figures", figures(view));
    json.put("episodes", episodes(view));
    json.put("sensors", view.sensors().stream().map(LiveJson::sensor).toList());
    json.put("versions", versions());
    json.put("deadLetters", view.deadLetters().stream().map(LiveJson::deadLetter).toList());
    return json;
  }

  private List<Map<String, @Nullable Object>> episodes(FleetView view) {
    Map<String, Review> reviews = actions.console().queue().reviews().orElse(Map.of());
    List<Map<String, @Nullable Object>> shown = new ArrayList<>();
    for (Episode episode : view.episodes()) {
      if (shown.size() < MOST_EPISODES) {
        shown.add(LiveJson.episode(episode, Optional.ofNullable(reviews.get(episode.id()))));
      }
    }
    return shown;
  }

  private Map<String, @Nullable Object> figures(FleetView view) {
    List<Point> points = view.points();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("alpha", fleet.fleet().alpha());
    json.put("sensors", view.sensors().size());
    json.put("openEpisodes", view.episodes().stream().filter(Episode::open).count());
    json.put("lag", view.lag().<@Nullable Object>map(LiveJson::lag).orElse(null));
    json.put("framesEver", view.lag().map(Lag::end).orElse(0L));
    json.put("points", LiveJson.points(points, fleet.config().bucket()));
    Instant since =
        Optional.ofNullable(actions.liveVersion())
            .map(ReferenceManifest::getCreatedAt)
            .orElse(Instant.EPOCH);
    Optional<QueueFigures> queue = actions.console().queue().read(it -> it.figures(since));
    json.put("waiting", queue.map(QueueFigures::waiting).orElse(0));
    json.put(
        "labelsSince",
        queue
            .map(it -> it.work().values().stream().mapToInt(QueueFigures.Work::labels).sum())
            .orElse(0));
    return json;
  }

  private Map<String, @Nullable Object> versions() {
    List<ReferenceManifest> all = actions.console().versions().all();
    ReferenceManifest active = actions.liveVersion();
    List<ReferenceManifest> latest =
        all.subList(Math.max(0, all.size() - MOST_VERSIONS), all.size());
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("active", active == null ? 0 : active.getVersion());
    json.put(
        "all",
        latest.stream()
            .map(
                it ->
                    LiveJson.version(it, active != null && it.getVersion() == active.getVersion()))
            .toList());
    json.put(
        "achieved",
        active == null
            ? null
            : all.stream()
                .filter(it -> it.getVersion() == active.getParent())
                .findFirst()
                .map(before -> LiveJson.achieved(before, active))
                .orElse(null));
    return json;
  }
}
