package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleMethods;
import io.sisom.network.Network;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.MutedFrames;
import io.sisom.reference.NoneRows;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.SensorCalibration;
import io.sisom.reference.SensorCalibrations;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class LiveVersionTest {
  private static final FrameOrigin SOURCE = new FrameOrigin("robot", "/camera", "run.mcap", "12:0");
  private static final Map<String, String> ATTRIBUTES = Map.of("captureClock", "header");
  private static final TapLayout LAYOUT = new TapLayout(List.of(new TapLayout.Tap("late", 0, 2)));

  private static final Instant CAPTURED_AT = Instant.parse("2026-03-04T05:06:07.008Z");
  private static final Instant SCORED_AT = CAPTURED_AT.plusMillis(20);
  private static final FramePlace PLACE =
      new FramePlace(3, 1L << 40, CAPTURED_AT.plusMillis(5).toEpochMilli());
  private static final CaptureRule RULE =
      new CaptureRule(new EventTime(Duration.ofMinutes(1)), Duration.ofMinutes(10));

  /** One for each field: a field that the schema gets later is told here, or this fails. */
  @Test
  void everyFieldOfAScoreIsTold() {
    Map<String, Object> told = new HashMap<>();
    told.put("frameId", "f");
    told.put("sensorId", "cam");
    told.put("capturedAt", CAPTURED_AT);
    told.put("scoredAt", SCORED_AT);
    told.put("predicted", "cat");
    told.put("innerDistance", 0.0);
    told.put("outerDistance", Math.sqrt(2));
    told.put("ratio", 0.0);
    told.put("energy", -Math.log(1 + Math.exp(2)));
    told.put("sisome", 1 - 0.5 * Math.log(1 + Math.exp(2)));
    told.put("pValue", 0.75);
    told.put("nearestInnerFrameId", "b");
    told.put("nearestOuterFrameId", "a");
    told.put("nearestOuterLabel", "bird");
    told.put("modelVersion", "m@1");
    told.put("referenceVersion", 7L);
    told.put("profile", "lean");
    told.put("distance", 2.0);
    told.put("framePartition", 3);
    told.put("frameOffset", 1L << 40);
    told.put("recorded", false);
    told.put("repeated", false);
    told.put("source", SOURCE);
    told.put("attributes", ATTRIBUTES);
    told.put("mutedBy", "muted");
    told.put("noneProbability", Math.exp(2) / (1 + 2 * Math.exp(2)));
    told.put("alternatives", List.of("bird"));
    FrameScore score = score(new CountingNetwork(), DistanceRule.lean(LAYOUT, List.of("late"), 2));
    told.put("calibration", "pooled");
    assertThat(score.getInnerLabel()).as("the predicted class has known frames").isNull();
    for (Schema.Field field : FrameScore.getClassSchema().getFields()) {
      if (field.name().equals("innerLabel")) {
        continue;
      }
      Object expected = told.get(field.name());
      assertThat(expected).as("what this test expects of " + field.name()).isNotNull();
      if (expected instanceof Double number) {
        assertThat((double) score.get(field.pos()))
            .as(field.name())
            .isCloseTo(number, within(1e-6));
      } else {
        assertThat(score.get(field.pos())).as(field.name()).isEqualTo(expected);
      }
    }
  }

  @Test
  void thePValueIsOfTheSensorsOwnCalibrationWhereItHasOneAndTheScoreSaysSo() {
    DistanceRule rule = DistanceRule.lean(LAYOUT, List.of("late"), 2);
    ReferenceSet own =
        set(rule)
            .withSensors(
                new SensorCalibrations(
                    OptionalDouble.empty(),
                    Map.of("cam", new SensorCalibration(Calibration.of(-3, -2, -1, 9), 4))));
    FrameScore score = score(new CountingNetwork(), own, PLACE);
    assertThat(score.getCalibration()).isEqualTo("sensor");
    assertThat(score.getPValue()).isEqualTo(2 / 5.0);
    FrameScore pooled = score(new CountingNetwork(), set(rule), PLACE);
    assertThat(pooled.getCalibration()).isEqualTo("pooled");
    assertThat(pooled.getPValue()).isEqualTo(0.75);
    assertThat(pooled.getSisome()).isEqualTo(score.getSisome());
  }

  @Test
  void aFrameThatWasUnderWayForLongIsOfARecording() {
    assertThat(recorded(Duration.ofMinutes(10))).isFalse();
    assertThat(recorded(Duration.ofMillis(600_001))).isTrue();
  }

  private static boolean recorded(Duration underWay) {
    long kafkas = CAPTURED_AT.toEpochMilli();
    FramePlace place = new FramePlace(3, 4, kafkas, CAPTURED_AT.plus(underWay).toEpochMilli());
    return score(new CountingNetwork(), papers(), place).getRecorded();
  }

  @Test
  void runsNoBackwardPassForALeanReferenceSet() {
    CountingNetwork network = new CountingNetwork();
    score(network, DistanceRule.lean(LAYOUT, List.of("late"), 2));
    assertThat(network.asked).containsExactly(Set.of());
  }

  @Test
  void asksForTheGradientsThatThePapersScoreReads() {
    CountingNetwork network = new CountingNetwork();
    score(network, papers());
    assertThat(network.asked).containsExactly(Set.of("late"));
  }

  @Test
  void tellsTheLeanScoresParts() {
    FrameScore score = score(new CountingNetwork(), DistanceRule.lean(LAYOUT, List.of("late"), 2));
    assertThat(score.getProfile()).isEqualTo("lean");
    assertThat(score.getPredicted()).isEqualTo("cat");
    assertThat(score.getInnerDistance()).as("to b").isZero();
    assertThat(score.getDistance()).as("to c, the second of the class").isEqualTo(2);
    assertThat(score.getOuterDistance()).as("to a").isEqualTo(Math.sqrt(2));
    assertThat(score.getNearestInnerFrameId()).isEqualTo("b");
    assertThat(score.getNearestOuterFrameId()).isEqualTo("a");
    assertThat(score.getNearestOuterLabel()).isEqualTo("bird");
    assertThat(score.getSisome()).as("both standardised").isEqualTo(0.5 * score.getEnergy() + 1);
  }

  @Test
  void tellsThePapersParts() {
    FrameScore score = score(new CountingNetwork(), papers());
    assertThat(score.getProfile()).isEqualTo("sisome");
    assertThat(score.getDistance()).isEqualTo(score.getRatio());
  }

  /** A version of a counting network that scores what looks like the demo frame. */
  static LiveVersion live(long version, CountingNetwork network) {
    return new LiveVersion(
        new VersionName(version, "m@" + version),
        List.of(ScoringDevice.of(network)),
        new FrameScorer(set(DistanceRule.lean(LAYOUT, List.of("late"), 2))),
        BatchPlan.OF_CPU,
        new ScoreTimes(RULE, Clock.systemUTC()));
  }

  private static DistanceRule papers() {
    return DistanceRule.sisome(Steepness.absolute(LAYOUT, Map.of("late", 1.0)), OuterReading.QUERY);
  }

  private static FrameScore score(Network network, DistanceRule rule) {
    return score(network, rule, PLACE);
  }

  private static FrameScore score(Network network, DistanceRule rule, FramePlace place) {
    return score(network, set(rule), place);
  }

  private static FrameScore score(Network network, ReferenceSet set, FramePlace place) {
    try (LiveVersion live =
        new LiveVersion(
            new VersionName(7, "m@1"),
            List.of(ScoringDevice.of(network)),
            new FrameScorer(set),
            BatchPlan.OF_CPU,
            new ScoreTimes(RULE, Clock.fixed(SCORED_AT, ZoneOffset.UTC)))) {
      SensorFrame frame =
          new SensorFrame(
              "f",
              "cam",
              CAPTURED_AT,
              "rgb8",
              1,
              1,
              ByteBuffer.wrap(new byte[3]),
              null,
              SOURCE,
              ATTRIBUTES);
      List<FrameOutcome> outcomes =
          live.score(
              List.of(new ReadyFrame(frame, place, new byte[3], new FrameShape(3, 1, 1))),
              new ScoringMetrics(new SimpleMeterRegistry()));
      return ((ScoredFrame) outcomes.get(0)).score();
    }
  }

  /** Known: a bird at (1, 0), cats at (0, 1) and (0, −1); the frame looks like (0, 3). */
  private static ReferenceSet set(DistanceRule rule) {
    Calibration scores = Calibration.of(-1, 0, 1);
    return new ReferenceSet(
            rule,
            new Head(List.of("bird", "cat"), 1, new float[2], new float[2]),
            new KnownFrames(
                new FloatFeatures(new float[] {1, 0, 0, 1, 0, -1}, 3, 2),
                new int[] {0, 1, 1},
                List.of("a", "b", "c")),
            ScoreForm.ZSCORE,
            new Balance(0.5, 0, 1, 0, 1),
            0.5,
            new CalibrationScores(scores, scores, scores),
            "")
        .withNone(
            Optional.of(
                new NoneRows(
                    new Head(List.of("foreign"), 1, new float[] {1}, new float[] {-1}), 1)))
        .withMuted(
            Optional.of(
                new MutedFrames(
                    new LeanFeature(LAYOUT, List.of("late")),
                    new FloatFeatures(new float[] {0, 0.9f}, 1, 2),
                    new float[] {0.125f},
                    List.of("muted"))));
  }

  static final class CountingNetwork implements Network {
    volatile int closed;
    private final List<Set<String>> asked = new ArrayList<>();

    @Override
    public BundleDescription description() {
      return new BundleDescription(
          "m",
          new FrameShape(3, 1, 1),
          List.of("bird", "cat"),
          LAYOUT,
          1,
          BundleMethods.unnamed(LAYOUT));
    }

    @Override
    public Activations run(List<byte[]> frames, Set<String> gradientTaps) {
      asked.add(gradientTaps);
      float[] gradients = gradientTaps.isEmpty() ? new float[0] : new float[] {0.5f, 0.5f};
      return new Activations(1, new float[] {0, 2}, new float[] {0, 3}, gradients);
    }

    @Override
    public void close() {
      closed++;
    }
  }
}
