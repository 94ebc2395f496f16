package io.sisom.it.crash;

import io.sisom.alert.AlertConfig;
import io.sisom.alert.EpisodeTracker;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The alerts that an undisturbed scorer makes of the same scores, against those that came. */
final class EpisodeReplay {
  private EpisodeReplay() {}

  /** What is wrong, in words; empty if the alerts are those of an undisturbed scorer. */
  static List<String> compare(AlertConfig config, List<FrameScore> scores, List<OodAlert> alerts) {
    List<String> problems = new ArrayList<>();
    Set<String> opened = new HashSet<>();
    for (OodAlert alert : alerts) {
      if (alert.getStatus() == EpisodeStatus.OPENED && !opened.add(alert.getEpisodeId())) {
        problems.add("episode " + alert.getEpisodeId() + " opened twice");
      }
    }
    Map<String, List<OodAlert>> expected = replay(config, scores);
    Map<String, List<OodAlert>> actual = new HashMap<>();
    alerts.forEach(a -> actual.computeIfAbsent(a.getSensorId(), s -> new ArrayList<>()).add(a));
    Set<String> sensors = new HashSet<>(expected.keySet());
    sensors.addAll(actual.keySet());
    for (String sensor : sensors) {
      List<OodAlert> want = expected.getOrDefault(sensor, List.of());
      List<OodAlert> got = actual.getOrDefault(sensor, List.of());
      if (!want.equals(got)) {
        problems.add(
            "%s: %d alerts, an undisturbed scorer makes %d of the same scores"
                .formatted(sensor, got.size(), want.size()));
      }
    }
    return problems;
  }

  /** What an undisturbed scorer sends, by sensor. */
  static Map<String, List<OodAlert>> replay(AlertConfig config, List<FrameScore> scores) {
    EpisodeTracker tracker = new EpisodeTracker(config);
    Map<String, EpisodeState> states = new HashMap<>();
    Map<String, List<OodAlert>> alerts = new HashMap<>();
    for (FrameScore score : scores) {
      String sensor = score.getSensorId();
      EpisodeTracker.Step step = tracker.observe(states.get(sensor), score);
      if (step.state() == null) {
        states.remove(sensor);
      } else {
        states.put(sensor, step.state());
      }
      if (!step.events().isEmpty()) {
        alerts.computeIfAbsent(sensor, s -> new ArrayList<>()).addAll(step.events());
      }
    }
    return alerts;
  }
}
