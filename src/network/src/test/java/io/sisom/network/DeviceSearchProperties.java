package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sisom.method.Activations;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.SalientLeanFeature;
import io.sisom.method.ScoreForm;
import io.sisom.method.Shortlist;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ScoredBatch;
import io.sisom.reference.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * What the device's search leads to is what Java's finds: the same rows and, to the last bit, the
 * same distances and scores. The TorchScript program runs on PyTorch's CPU here.
 */
@Tag("numeric")
class DeviceSearchProperties {
  private static final int FRAMES = 17;
  private static final double PRODUCT_ERROR = 1e-4;
  private static final TapLayout LAYOUT =
      new TapLayout(
          List.of(
              new TapLayout.Tap("early", 0, 6),
              new TapLayout.Tap("middle", 6, 9),
              new TapLayout.Tap("late", 15, 4)));

  private static final DeviceProgram PROGRAM = DeviceProgram.on(Device.cpu());

  /** How activations lie; each a trap of its own. */
  enum Kind {
    GAUSSIAN,
    GRID,
    NEAR_DUPLICATES,
    ALL_THE_SAME,
    SILENT,
    TINY,
    LARGE
  }

  enum FeatureForm {
    ENHANCED,
    PLAIN,
    LEAN,
    ROOT,
    SALIENT
  }

  @Property(tries = 300)
  void scoresAreTheSameToTheLastBit(
      @ForAll Kind kind,
      @ForAll FeatureForm map,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int known,
      @ForAll @IntRange(min = 2, max = 6) int classes,
      @ForAll @IntRange(min = 1, max = 12) int k,
      @ForAll Distance distance,
      @ForAll OuterReading outer) {
    Random random = new Random(seed);
    FrameScorer scorer =
        scorer(random, kind, feature(map), known, classes, k, distance, outer, classes - 1);
    Activations said = activations(random, kind, FRAMES, classes);
    breakSome(random, said);
    ScoredBatch found = onDevice(scorer, said);
    List<Verdict> expected =
        scorer.score(said.logits(), said.taps(), said.tapGradients(), 0, FRAMES);
    assertThat(told(found.verdicts())).isEqualTo(told(expected));
  }

  @Example
  void fewFramesAreSearchedAgain() {
    Random random = new Random(1);
    FrameScorer scorer =
        scorer(
            random,
            Kind.GAUSSIAN,
            feature(FeatureForm.ENHANCED),
            9000,
            5,
            1,
            Distance.RATIO,
            OuterReading.QUERY,
            5);
    Activations said = activations(random, Kind.GAUSSIAN, FRAMES, 5);
    assertThat(onDevice(scorer, said).searched()).isZero();
  }

  @Example
  void framesOfAClassWithoutKnownFramesAreListedUnderTheOneTheyAreMeasuredTo() {
    Random random = new Random(1);
    FrameScorer scorer =
        scorer(
            random,
            Kind.GAUSSIAN,
            feature(FeatureForm.ENHANCED),
            9000,
            5,
            1,
            Distance.RATIO,
            OuterReading.QUERY,
            3);
    Activations said = activations(random, Kind.GAUSSIAN, FRAMES, 5);
    ScoredBatch found = onDevice(scorer, said);
    assertThat(found.searched()).isZero();
    assertThat(found.verdicts())
        .as("some are of a class that has none")
        .anyMatch(verdict -> ((Verdict.Scored) verdict).predicted() >= 3);
  }

  private static ScoredBatch onDevice(FrameScorer scorer, Activations said) {
    try (DeviceSearch search =
            new DeviceSearch(
                PROGRAM,
                scorer.reference().rule(),
                scorer.deviceRows().orElseThrow(),
                scorer.reference().head().classes(),
                PRODUCT_ERROR);
        NDManager scratch = PROGRAM.manager().newSubManager()) {
      NDArray logits = matrix(scratch, said.logits(), said.frames());
      NDArray taps = matrix(scratch, said.taps(), said.frames());
      NDArray gradients = matrix(scratch, said.tapGradients(), said.frames());
      Shortlist list =
          search.read(search.list(scratch, logits, taps, gradients).toFloatArray(), said.frames());
      return scorer.score(said, 0, said.frames(), list);
    }
  }

  private static NDArray matrix(NDManager manager, float[] values, int rows) {
    return manager.create(values, new Shape(rows, values.length / rows));
  }

  /** With arrays as lists of bits, so that they can be compared. */
  private static List<Object> told(List<Verdict> verdicts) {
    return verdicts.stream()
        .map(
            verdict ->
                (Object)
                    verdict.either(
                        scored ->
                            List.of(
                                scored.predicted(),
                                scored.neighbors(),
                                scored.energy(),
                                scored.sisome(),
                                scored.pValue(),
                                Arrays.toString(scored.enhanced())),
                        not -> List.of(not.reason())))
        .toList();
  }

  private static FeatureMap feature(FeatureForm map) {
    Steepness steepness = Steepness.absolute(LAYOUT, Map.of("early", 0.7, "late", 3.0));
    return switch (map) {
      case ENHANCED -> new Enhancement(steepness);
      case PLAIN -> new Enhancement(steepness, false);
      case LEAN -> new LeanFeature(LAYOUT, List.of("middle", "late"));
      case ROOT -> new LeanFeature(LAYOUT, List.of("early", "late"), true);
      case SALIENT ->
          new SalientLeanFeature(
              new LeanFeature(LAYOUT, List.of("early", "late"), true),
              new Enhancement(steepness),
              0.5);
    };
  }

  /** The last of {@code classes} may be without known frames, and the first has one alone. */
  private static FrameScorer scorer(
      Random random,
      Kind kind,
      FeatureMap map,
      int known,
      int classes,
      int k,
      Distance distance,
      OuterReading outer,
      int classesWithFrames) {
    Activations said = activations(random, kind, known, classes);
    float[] features = new float[known * map.width()];
    for (int i = 0; i < known; i++) {
      map.enhance(said.taps(), said.tapGradients(), i * LAYOUT.width(), features, i * map.width());
    }
    int[] labels =
        IntStream.range(0, known)
            .map(
                i ->
                    i == 0
                        ? 0
                        : classesWithFrames == 1 ? 0 : 1 + random.nextInt(classesWithFrames - 1))
            .toArray();
    Calibration scores = Calibration.of(-1, 0, 1);
    return new FrameScorer(
        new ReferenceSet(
            new DistanceRule(Profile.SISOME, map, distance, k, outer),
            new Head(
                IntStream.range(0, classes).mapToObj(c -> "c" + c).toList(),
                1,
                new float[classes],
                new float[classes]),
            new KnownFrames(
                new FloatFeatures(features, known, map.width()),
                labels,
                IntStream.range(0, known).mapToObj(i -> "f" + i).toList()),
            ScoreForm.ZSCORE,
            new Balance(0.5, 0, 1, 0, 1),
            0.5,
            new CalibrationScores(scores, scores, scores),
            ""));
  }

  private static Activations activations(Random random, Kind kind, int frames, int classes) {
    float[] logits = new float[frames * classes];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = random.nextInt(4);
    }
    return new Activations(
        frames,
        logits,
        values(random, kind, frames, new Random(7)),
        values(random, kind, frames, new Random(8)));
  }

  private static float[] values(Random random, Kind kind, int frames, Random common) {
    float[] first = new float[LAYOUT.width()];
    for (int u = 0; u < first.length; u++) {
      first[u] = (float) common.nextGaussian();
    }
    float[] values = new float[frames * first.length];
    for (int i = 0; i < values.length; i++) {
      float gaussian = (float) random.nextGaussian();
      values[i] =
          switch (kind) {
            case GAUSSIAN -> gaussian;
            case GRID -> random.nextInt(3) / 2f;
            case NEAR_DUPLICATES -> first[i % first.length] * (1 + 1e-6f * gaussian);
            case ALL_THE_SAME -> first[i % first.length];
            case SILENT -> random.nextInt(9) == 0 ? gaussian : 0;
            case TINY -> 1e-22f * gaussian;
            case LARGE -> 1e15f * gaussian;
          };
    }
    return values;
  }

  private static void breakSome(Random random, Activations said) {
    float[] broken = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    float[][] all = {said.logits(), said.taps(), said.tapGradients()};
    for (int i = 0; i < 3; i++) {
      float[] some = all[random.nextInt(3)];
      some[random.nextInt(some.length)] = broken[random.nextInt(3)];
    }
  }
}
