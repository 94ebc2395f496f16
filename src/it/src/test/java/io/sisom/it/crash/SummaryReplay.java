package io.sisom.it.crash;

import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The summaries against the scores that they are of: each score counts in one. */
final class SummaryReplay {
  private SummaryReplay() {}

  /** What is wrong, in words; empty where each sensor's summaries cut its scores into pieces. */
  static List<String> compare(List<FrameScore> scores, List<SensorSummary> summaries) {
    List<String> problems = new ArrayList<>();
    Map<String, List<FrameScore>> scored = new HashMap<>();
    scores.forEach(s -> scored.computeIfAbsent(s.getSensorId(), k -> new ArrayList<>()).add(s));
    Map<String, List<SensorSummary>> summed = new HashMap<>();
    summaries.forEach(s -> summed.computeIfAbsent(s.getSensorId(), k -> new ArrayList<>()).add(s));
    TreeSet<String> sensors = new TreeSet<>(scored.keySet());
    sensors.addAll(summed.keySet());
    for (String sensor : sensors) {
      problems.addAll(
          ofSensor(
              sensor,
              scored.getOrDefault(sensor, List.of()),
              summed.getOrDefault(sensor, List.of())));
    }
    return problems;
  }

  private static List<String> ofSensor(
      String sensor, List<FrameScore> scores, List<SensorSummary> summaries) {
    int told = summaries.stream().mapToInt(SensorSummary::getFrames).sum();
    if (told != scores.size()) {
      return List.of(
          "%s: its summaries are of %d frames, its scores of %d"
              .formatted(sensor, told, scores.size()));
    }
    List<String> problems = new ArrayList<>();
    int from = 0;
    for (SensorSummary summary : summaries) {
      List<FrameScore> its = scores.subList(from, from + summary.getFrames());
      from += summary.getFrames();
      long novel = its.stream().filter(s -> s.getPValue() <= summary.getAlpha()).count();
      String last = its.get(its.size() - 1).getFrameId();
      if (novel != summary.getNovel() || !last.equals(summary.getLast().getFrameId())) {
        problems.add(
            "%s: the summary that ends with %s is not of its scores".formatted(sensor, last));
      }
    }
    return problems;
  }
}
