package io.sisom.it.crash;

import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.RankingStep;
import io.sisom.candidate.RankingStep.Chosen;
import io.sisom.candidate.RankingStep.Moved;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.candidate.RankingStep.ToFleet;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What undisturbed rankings of the partitions pass on of the same scores, and the candidates that
 * an undisturbed ranking of the fleet makes of what they passed on, against what came.
 */
final class WindowReplay {
  private WindowReplay() {}

  /** A candidate and the partition it was read from. */
  record Placed(LabelCandidate candidate, int partition) {}

  /** What a partition passed on, under the key that says which it is. */
  record Given(String key, ToFleet step) {
    private String line() {
      return step instanceof Passed passed
          ? "%s before %d others"
              .formatted(passed.frame().getScore().getFrameId(), passed.frame().getOutranked())
          : "all before " + ((Moved) step).progress().getBefore();
    }
  }

  /**
   * What is wrong, in words; empty if all is as undisturbed rankings make it.
   *
   * @param scores each sensor's in the topic's order
   * @param pool in the topic's order
   * @param candidates each partition's in the topic's order
   * @param dir for the state of the replay
   */
  static List<String> compare(
      CandidateConfig config,
      List<FrameScore> scores,
      List<Given> pool,
      List<Placed> candidates,
      Path dir) {
    List<String> problems = new ArrayList<>();
    Undisturbed undisturbed = new Undisturbed(config, dir);
    List<LabelCandidate> expected = new ArrayList<>();
    Map<Integer, List<FrameScore>> partitions = byPartition(scores);
    Set<String> strange = new TreeSet<>(pool.stream().map(Given::key).toList());
    partitions.forEach(
        (partition, its) -> {
          List<RankingStep> steps = undisturbed.partition(partition, its);
          String key = Integer.toString(partition);
          strange.remove(key);
          List<String> want = lines(given(key, steps));
          List<String> got = lines(pool.stream().filter(it -> it.key().equals(key)).toList());
          if (!want.equals(got)) {
            problems.add(
                "partition %s passed on %s, an undisturbed one %s".formatted(key, got, want));
          }
          steps.forEach(
              step -> {
                if (step instanceof Chosen chosen) {
                  expected.add(chosen.candidate());
                }
              });
        });
    if (!strange.isEmpty()) {
      problems.add("partitions " + strange + " passed on frames but had none");
    }
    expected.addAll(undisturbed.fleet(pool));
    problems.addAll(compare(expected, candidates));
    return problems;
  }

  private static List<String> compare(List<LabelCandidate> expected, List<Placed> candidates) {
    List<String> problems = new ArrayList<>();
    Set<String> frames = new HashSet<>();
    Map<String, List<String>> actual = new LinkedHashMap<>();
    Map<String, Set<Integer>> partitions = new LinkedHashMap<>();
    for (Placed placed : candidates) {
      LabelCandidate candidate = placed.candidate();
      if (!frames.add(candidate.getScore().getFrameId())) {
        problems.add(candidate.getScore().getFrameId() + " was a candidate twice");
      }
      if (!candidate.getFrame().getFrameId().equals(candidate.getScore().getFrameId())) {
        problems.add(candidate.getScore().getFrameId() + " came with another frame");
      }
      String window = window(candidate);
      actual.computeIfAbsent(window, w -> new ArrayList<>()).add(line(candidate));
      partitions.computeIfAbsent(window, w -> new TreeSet<>()).add(placed.partition());
    }
    partitions.forEach(
        (window, where) -> {
          if (where.size() > 1) {
            problems.add("window " + window + " lies in partitions " + where);
          }
        });
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    expected.forEach(c -> wanted.computeIfAbsent(window(c), w -> new ArrayList<>()).add(line(c)));
    Set<String> windows = new TreeSet<>(wanted.keySet());
    windows.addAll(actual.keySet());
    for (String window : windows) {
      List<String> want = wanted.getOrDefault(window, List.of());
      List<String> got = actual.getOrDefault(window, List.of());
      if (!want.equals(got)) {
        problems.add("window %s: %s, an undisturbed ranker makes %s".formatted(window, got, want));
      }
    }
    return problems;
  }

  private static String window(LabelCandidate c) {
    String whose = c.getScope().equals("fleet") ? "the fleet" : c.getScore().getSensorId();
    return c.getWindowStart() + " of " + whose;
  }

  private static String line(LabelCandidate c) {
    return "%d %s of %d until %s"
        .formatted(c.getRank(), c.getScore().getFrameId(), c.getConsidered(), c.getWindowEnd());
  }

  private static List<String> lines(List<Given> given) {
    return given.stream().map(Given::line).toList();
  }

  private static List<Given> given(String key, List<RankingStep> steps) {
    return steps.stream()
        .flatMap(step -> step instanceof ToFleet it ? Stream.of(new Given(key, it)) : Stream.of())
        .toList();
  }

  /** In the order of the frames' topic. */
  private static Map<Integer, List<FrameScore>> byPartition(List<FrameScore> scores) {
    Map<Integer, List<FrameScore>> partitions = new TreeMap<>();
    scores.forEach(
        score ->
            partitions
                .computeIfAbsent(
                    Objects.requireNonNull(score.getFramePartition()), p -> new ArrayList<>())
                .add(score));
    partitions
        .values()
        .forEach(
            its -> its.sort(Comparator.comparing(s -> Objects.requireNonNull(s.getFrameOffset()))));
    return partitions;
  }

  /** What undisturbed partitions pass on. */
  static List<Given> passedOn(CandidateConfig config, List<FrameScore> scores, Path dir) {
    List<Given> all = new ArrayList<>();
    Undisturbed undisturbed = new Undisturbed(config, dir);
    byPartition(scores)
        .forEach(
            (partition, its) ->
                all.addAll(
                    given(Integer.toString(partition), undisturbed.partition(partition, its))));
    return all;
  }

  /** What an undisturbed ranking of the fleet publishes of that, in its order. */
  static List<LabelCandidate> replay(CandidateConfig config, List<Given> pool, Path dir) {
    return new Undisturbed(config, dir).fleet(pool);
  }
}
