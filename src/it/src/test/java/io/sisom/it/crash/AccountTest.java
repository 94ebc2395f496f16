package io.sisom.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.RankingStep.Passed;
import io.sisom.cli.config.SisomConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The account of the crash tests finds what it is there to find. */
class AccountTest {
  private static final int FRAMES = 30;
  private static final Instant START =
      Instant.ofEpochSecond(Instant.now().getEpochSecond()).minus(Duration.ofHours(1));

  private final Path dir;
  private final List<Sent> sent = new ArrayList<>();
  private final List<Arrival> scores = new ArrayList<>();
  private final List<OodAlert> alerts = new ArrayList<>();
  private final List<SensorSummary> summaries = new ArrayList<>();
  private final List<WindowReplay.Given> pool = new ArrayList<>();
  private final List<WindowReplay.Placed> candidates = new ArrayList<>();
  private final List<String> deadLetters = new ArrayList<>(List.of("rubbish"));

  AccountTest(@TempDir Path dir) {
    this.dir = dir;
    sent.add(new Sent("rubbish", "cam", 0, 0, false));
    for (int i = 0; i < FRAMES; i++) {
      FrameScore score = score(i);
      sent.add(new Sent(score.getFrameId(), "cam", 0, 0, true));
      scores.add(new Arrival(score, 0));
    }
    CandidateConfig candidateConfig = config("exactly_once_v2").candidates();
    List<FrameScore> all = scores.stream().map(Arrival::score).toList();
    pool.addAll(WindowReplay.passedOn(candidateConfig, all, dir.resolve("passed")));
    alerts.addAll(
        EpisodeReplay.replay(config("exactly_once_v2").alerts(), all)
            .getOrDefault("cam", List.of()));
    summaries.add(summary(all.subList(0, 12)));
    summaries.add(summary(all.subList(12, FRAMES)));
    candidates.addAll(
        WindowReplay.replay(candidateConfig, pool, dir.resolve("expected")).stream()
            .map(candidate -> new WindowReplay.Placed(candidate, 3))
            .toList());
  }

  @Test
  void findsNothingWrongWhereNothingIs() {
    assertThat(problems("exactly_once_v2")).isEmpty();
    assertThat(alerts).isNotEmpty();
    assertThat(candidates).hasSizeGreaterThan(3);
  }

  @Test
  void findsALostFrame() {
    scores.remove(7);
    assertThat(problems("exactly_once_v2")).contains("1 frames lost: [cam-000007]");
    assertThat(problems("at_least_once")).contains("1 frames lost: [cam-000007]");
  }

  @Test
  void findsADoubledFrameThatOnlyAtLeastOnceMayDouble() {
    scores.add(8, scores.get(7));
    assertThat(problems("exactly_once_v2"))
        .contains("1 frames doubled: [cam-000007]", "cam-000007 came after cam-000007");
    assertThat(problems("at_least_once")).isEmpty();
  }

  @Test
  void findsAFrameOutOfOrder() {
    scores.add(20, scores.remove(7));
    assertThat(problems("exactly_once_v2")).contains("cam-000007 came after cam-000020");
  }

  @Test
  void findsALostAndADoubledDeadLetter() {
    deadLetters.clear();
    assertThat(problems("at_least_once"))
        .containsExactly("1 records that are no frames lost: [rubbish]");
    deadLetters.addAll(List.of("rubbish", "rubbish"));
    assertThat(problems("exactly_once_v2"))
        .containsExactly("1 records that are no frames doubled: [rubbish]");
  }

  @Test
  void findsAnEpisodeOpenedTwiceAndOneThatIsMissing() {
    alerts.add(1, alerts.get(0));
    assertThat(problems("exactly_once_v2"))
        .anyMatch(problem -> problem.endsWith("opened twice"))
        .anyMatch(problem -> problem.startsWith("cam: "));
    alerts.clear();
    assertThat(problems("exactly_once_v2")).hasSize(1).allMatch(p -> p.startsWith("cam: 0 alerts"));
  }

  @Test
  void findsACandidatePublishedTwiceAWindowLostAndOneTornApart() {
    WindowReplay.Placed first = candidates.get(0);
    candidates.add(0, first);
    assertThat(problems("exactly_once_v2")).anyMatch(p -> p.endsWith("was a candidate twice"));
    candidates.removeIf(
        placed -> placed.candidate().getWindowStart().equals(first.candidate().getWindowStart()));
    assertThat(problems("exactly_once_v2")).hasSize(1).allMatch(p -> p.startsWith("window "));
    candidates.set(0, new WindowReplay.Placed(candidates.get(0).candidate(), 5));
    assertThat(problems("exactly_once_v2")).anyMatch(p -> p.contains("lies in partitions"));
  }

  @Test
  void findsASummaryThatIsLostOrDoubledOrOfOtherScores() {
    SensorSummary first = summaries.remove(0);
    assertThat(problems("exactly_once_v2"))
        .containsExactly("cam: its summaries are of 18 frames, its scores of 30");
    summaries.addAll(List.of(first, first));
    assertThat(problems("exactly_once_v2"))
        .containsExactly("cam: its summaries are of 42 frames, its scores of 30");
    summaries.remove(2);
    assertThat(problems("exactly_once_v2"))
        .allMatch(p -> p.endsWith("is not of its scores"))
        .hasSize(2);
    assertThat(problems("at_least_once")).isEmpty();
  }

  private static SensorSummary summary(List<FrameScore> scores) {
    FrameScore last = scores.get(scores.size() - 1);
    SummarizedFrame told =
        new SummarizedFrame(
            last.getFrameId(),
            last.getCapturedAt(),
            last.getScoredAt(),
            last.getPredicted(),
            last.getPValue(),
            last.getRatio(),
            last.getEnergy(),
            last.getSisome(),
            last.getReferenceVersion(),
            false,
            false,
            last.getFramePartition(),
            last.getFrameOffset());
    return new SensorSummary(
        "cam",
        scores.get(0).getScoredAt(),
        last.getScoredAt(),
        last.getScoredAt().plusMillis(1),
        scores.size(),
        (int) scores.stream().filter(s -> s.getPValue() <= 0.5).count(),
        0,
        0,
        0,
        0.5,
        List.of(),
        List.of(),
        List.of(),
        told,
        told,
        null,
        Map.of());
  }

  @Test
  void findsAFrameThatItsPartitionDidNotPassOn() {
    pool.removeIf(
        given ->
            given.step() instanceof Passed passed
                && passed.frame().getScore().getFrameId().equals("cam-000007"));
    assertThat(problems("exactly_once_v2")).anyMatch(p -> p.startsWith("partition 0 passed on"));
  }

  private List<String> problems(String guarantee) {
    return Account.of(
            sent,
            new Outputs(scores, alerts, summaries, pool, candidates, deadLetters),
            config(guarantee),
            dir.resolve("replay"))
        .problems();
  }

  private static SisomConfig config(String guarantee) {
    return SisomConfig.of(
        Map.of(
            "scoring.guarantee", guarantee,
            "alert.alpha", "0.5",
            "alert.quiet.ms", "100",
            "candidate.max.p", "1",
            "candidate.distance", "0",
            "candidate.window.ms", "1000",
            "candidate.grace.ms", "0"));
  }

  /** Ten frames a second, novel for a second and familiar for the next. */
  private static FrameScore score(int i) {
    Instant at = START.plusMillis(100L * i);
    return FrameScore.newBuilder()
        .setFrameId("cam-%06d".formatted(i))
        .setSensorId("cam")
        .setCapturedAt(at)
        .setScoredAt(at)
        .setPredicted("cat")
        .setInnerDistance(1)
        .setOuterDistance(1)
        .setRatio(1)
        .setEnergy(0)
        .setSisome(i)
        .setPValue(i / 10 % 2 == 0 ? 0.1 : 0.9)
        .setModelVersion("m@1")
        .setReferenceVersion(1)
        .setFramePartition(0)
        .setFrameOffset((long) i)
        .build();
  }
}
