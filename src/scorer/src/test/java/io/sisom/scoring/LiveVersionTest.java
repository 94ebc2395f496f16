package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleMethods;
import io.sisom.network.DistanceDevice;
import io.sisom.network.Network;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class LiveVersionTest {
  private static final TapLayout LAYOUT = new TapLayout(List.of(new TapLayout.Tap("late", 0, 2)));

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

  private static DistanceRule papers() {
    return DistanceRule.sisome(Steepness.absolute(LAYOUT, Map.of("late", 1.0)), OuterReading.QUERY);
  }

  private static FrameScore score(Network network, DistanceRule rule) {
    try (LiveVersion live =
        new LiveVersion(
            7,
            "m@1",
            network,
            new FrameScorer(set(rule)),
            DistanceDevice.inJava(),
            Clock.systemUTC())) {
      SensorFrame frame =
          new SensorFrame(
              "f", "cam", Instant.EPOCH, "rgb8", 1, 1, ByteBuffer.wrap(new byte[3]), null);
      List<FrameOutcome> outcomes =
          live.score(
              List.of(new ReadyFrame(frame, new byte[3], new FrameShape(3, 1, 1))),
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
        "");
  }

  private static final class CountingNetwork implements Network {
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
    public void close() {}
  }
}
