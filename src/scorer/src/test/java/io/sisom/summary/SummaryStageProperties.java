package io.sisom.summary;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.DelayCount;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import io.sisom.wire.DelaySteps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What a summary tells, and that each score counts in one, whenever the application restarts. */
class SummaryStageProperties {
  private static final long LENGTH = SummaryRun.LENGTH.toMillis();
  private static final long START = 1_000_000_000_000L;
  private static final double ALPHA = 0.1;

  @Property(tries = 10)
  void eachScoreCountsInOneSummaryOfItsWhileAndASilentSensorIsForgotten(@ForAll long seed)
      throws IOException {
    Path dir = Files.createTempDirectory("summary");
    Random random = new Random(seed);
    List<FrameScore> scores = new ArrayList<>();
    List<SensorSummary> sent = new ArrayList<>();
    long now = START + random.nextInt(10_000);
    SummaryRun run = new SummaryRun(dir.resolve("0"), now, Map.of());
    for (int i = 0; i < 120; i++) {
      if (random.nextInt(15) == 0) {
        Map<String, SensorSummary> left = run.open();
        sent.addAll(run.sent());
        run.close();
        now += random.nextInt(8_000);
        run = new SummaryRun(dir.resolve("" + (i + 1)), now, left);
      }
      long step = random.nextInt(900);
      run.pass(step);
      now += step;
      FrameScore score = score(random, "sensor-" + random.nextInt(4), "f" + i, now);
      scores.add(score);
      run.see(score);
      assertThat(run.open()).hasSizeLessThanOrEqualTo(4);
    }
    run.pass(2 * LENGTH);
    sent.addAll(run.sent());
    assertThat(run.open()).as("no sensor is remembered").isEmpty();
    run.close();
    requireSums(scores, sent);
  }

  private static void requireSums(List<FrameScore> scores, List<SensorSummary> sent) {
    for (String sensor : scores.stream().map(FrameScore::getSensorId).distinct().toList()) {
      List<FrameScore> its = scores.stream().filter(s -> s.getSensorId().equals(sensor)).toList();
      int from = 0;
      for (SensorSummary sum : sent.stream().filter(s -> s.getSensorId().equals(sensor)).toList()) {
        List<FrameScore> summed = its.subList(from, from + sum.getFrames());
        from += sum.getFrames();
        requireSum(summed, sum);
      }
      assertThat(from).as("scores of %s that are in a summary", sensor).isEqualTo(its.size());
    }
  }

  private static void requireSum(List<FrameScore> of, SensorSummary sum) {
    FrameScore first = of.get(0);
    FrameScore last = of.get(of.size() - 1);
    FrameScore mostNovel =
        of.stream().min(Comparator.comparingDouble(FrameScore::getPValue)).orElseThrow();
    assertThat(sum.getFrom()).isEqualTo(first.getScoredAt());
    assertThat(sum.getTo()).isEqualTo(last.getScoredAt());
    assertThat(number(sum.getFrom())).as("one while").isEqualTo(number(sum.getTo()));
    assertThat(sum.getNovel()).isEqualTo(count(of.stream(), s -> s.getPValue() <= ALPHA));
    assertThat(sum.getMuted())
        .isEqualTo(count(of.stream(), s -> s.getPValue() <= ALPHA && s.getMutedBy() != null));
    assertThat(sum.getRepeated()).isEqualTo(count(of.stream(), FrameScore::getRepeated));
    assertThat(sum.getRecorded()).isEqualTo(count(of.stream(), FrameScore::getRecorded));
    assertThat(sum.getMostNovel()).isEqualTo(told(mostNovel));
    assertThat(sum.getLast()).isEqualTo(told(last));
    assertThat(sum.getPValues()).isEqualTo(of.stream().map(FrameScore::getPValue).toList());
    assertThat(sum.getPValueTenths().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(of.size());
    assertThat(sum.getDelays().stream().mapToInt(DelayCount::getFrames).sum())
        .isEqualTo(count(of.stream(), s -> !s.getRecorded()));
  }

  private static int count(
      Stream<FrameScore> scores, java.util.function.Predicate<FrameScore> which) {
    return (int) scores.filter(which).count();
  }

  private static long number(Instant at) {
    return at.toEpochMilli() / LENGTH;
  }

  @Example
  void pValuesAreCountedInTenthsAndDelaysInSteps() throws IOException {
    try (SummaryRun run = new SummaryRun(Files.createTempDirectory("summary"), START, Map.of())) {
      for (double p : new double[] {0.0001, 0.1, 0.1001, 0.95, 1}) {
        run.see(at(score(new Random(1), "cam", "f" + p, START), p, 400));
      }
      run.pass(2 * LENGTH);
      SensorSummary sum = run.sent().get(0);
      assertThat(sum.getPValueTenths()).containsExactly(2, 1, 0, 0, 0, 0, 0, 0, 0, 2);
      assertThat(sum.getDelays()).containsExactly(new DelayCount(DelaySteps.of(400), 5));
      assertThat(DelaySteps.millis(DelaySteps.of(400))).isBetween(400.0, 440.0);
    }
  }

  @Example
  void aSummaryTellsSixtyPValuesAtMostOfItsLatestFrames() throws IOException {
    try (SummaryRun run = new SummaryRun(Files.createTempDirectory("summary"), START, Map.of())) {
      for (int i = 1; i <= 200; i++) {
        run.see(at(score(new Random(1), "cam", "f" + i, START), i / 200.0, 1));
      }
      run.pass(2 * LENGTH);
      SensorSummary sum = run.sent().get(0);
      assertThat(sum.getFrames()).isEqualTo(200);
      assertThat(sum.getPValues()).hasSize(60).startsWith(141 / 200.0).endsWith(1.0);
    }
  }

  private static FrameScore at(FrameScore score, double pValue, long delay) {
    return FrameScore.newBuilder(score)
        .setPValue(pValue)
        .setRecorded(false)
        .setCapturedAt(score.getScoredAt().minusMillis(delay))
        .build();
  }

  private static FrameScore score(Random random, String sensorId, String frameId, long at) {
    double pValue = (1 + random.nextInt(100)) / 100.0;
    return FrameScore.newBuilder()
        .setFrameId(frameId)
        .setSensorId(sensorId)
        .setCapturedAt(Instant.ofEpochMilli(at - random.nextInt(3_000)))
        .setScoredAt(Instant.ofEpochMilli(at))
        .setPredicted("cat")
        .setInnerDistance(1)
        .setOuterDistance(1)
        .setRatio(1)
        .setEnergy(-2)
        .setSisome(1 - pValue)
        .setPValue(pValue)
        .setModelVersion("m@1")
        .setReferenceVersion(3)
        .setFramePartition(1)
        .setFrameOffset(7L)
        .setRecorded(random.nextInt(5) == 0)
        .setRepeated(random.nextInt(5) == 0)
        .setMutedBy(random.nextInt(3) == 0 ? "m-1" : null)
        .build();
  }

  private static SummarizedFrame told(FrameScore score) {
    return new SummarizedFrame(
        score.getFrameId(),
        score.getCapturedAt(),
        score.getScoredAt(),
        "cat",
        score.getPValue(),
        1d,
        -2d,
        score.getSisome(),
        3L,
        score.getMutedBy() != null,
        score.getRecorded(),
        1,
        7L);
  }
}
