package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.sisom.fitting.Fitter;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.FittingFrames;
import io.sisom.fitting.FittingFrames.Outliers;
import io.sisom.fitting.ScoreSettings;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import io.sisom.setting.Settings;
import io.sisom.training.BuildOutcome.Built;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten, a hundred and a thousand classes, drawn as a network of two taps might see them. */
@Tag("numeric")
class ManyClassesTest {
  private static final int ROUNDS = 2;

  @Test
  void aThousandClassesOfFourFramesMakeASetWhosePValuesHold() {
    DrawnWorld world = new DrawnWorld(1000, 8, 24);
    ReferenceSet set = build(world, world.frames(4000, 0, 1), Map.of()).reference();
    assertThat(set.known().size() + set.calibration().size()).isEqualTo(4000);
    assertThat(set.calibration().size()).as("a fifth of four each").isEqualTo(800);
    FrameScorer scorer = new FrameScorer(set);
    double known = alarms(scorer, world.frames(500, 0, 2));
    assertThat(known).isLessThan(0.15);
    assertThat(alarms(scorer, world.frames(500, 2, 3))).as("novel").isGreaterThan(2 * known);
  }

  /** Share of frames at 5 %. */
  private static double alarms(FrameScorer scorer, LabeledFeatures frames) {
    return scorer
            .score(frames.logits(), frames.taps(), frames.tapGradients(), 0, frames.size())
            .stream()
            .filter(
                verdict -> verdict.either(scored -> scored.pValue() <= 0.05, notScorable -> false))
            .count()
        / (double) frames.size();
  }

  private static Built build(DrawnWorld world, LabeledFeatures frames, Map<String, String> given) {
    ReferenceConfig config = ReferenceConfig.from(Settings.of(given));
    BuildOutcome outcome =
        new ReferenceBuilder(config, world.layout(), world.head()).build(frames, (d, t) -> {});
    assertThat(outcome).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  /** What docs/performance.md tells; times are printed, not judged. */
  @Test
  @Tag("slow")
  void figuresOfTenAHundredAndAThousandClasses() {
    int known = 4_000;
    for (int round = 0; round < ROUNDS; round++) {
      for (int classes : List.of(10, 100, 1000)) {
        DrawnWorld world = new DrawnWorld(classes, 64, 512);
        LabeledFeatures frames = world.frames(known, 0, 1);
        for (String minimum : List.of("2", "50")) {
          long began = cpuNanos();
          Built built = build(world, frames, Map.of("training.reduce.minimum", minimum));
          double seconds = (cpuNanos() - began) / 1e9;
          print("reference set, minimum " + minimum, classes, seconds, "s of a processor");
          print("known frames, minimum " + minimum, classes, built.reference().known().size(), "");
          FrameScorer scorer = new FrameScorer(built.reference());
          LabeledFeatures asked = world.frames(1024, 0, 2);
          print("score, minimum " + minimum, classes, microsEach(scorer, asked), "us a frame");
        }
        FittingFrames tried = fitting(world);
        long began = cpuNanos();
        FittingConfig config = Settings.defaults(FittingConfig.class);
        ScoreSettings settings = ScoreSettings.from(Settings.of(Map.of("score.profile", "auto")));
        Optional<String> chosen =
            new Fitter(config, settings)
                .fit(tried, (d, t) -> {})
                .map(fit -> fit.report().settings().toString());
        print(
            "fit",
            classes,
            (cpuNanos() - began) / 1e9,
            "s of a processor " + chosen.orElse("none"));
        assertThat(chosen).isPresent();
      }
    }
  }

  /** Of all of the process's threads: a machine that does other things too tells no times. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static void print(String what, int classes, double value, String unit) {
    System.out.printf(Locale.ROOT, "%s, %d classes: %.2f %s%n", what, classes, value, unit);
  }

  private static double microsEach(FrameScorer scorer, LabeledFeatures frames) {
    double best = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 5; round++) {
      long began = cpuNanos();
      for (int from = 0; from < frames.size(); from += 32) {
        scorer.score(frames.logits(), frames.taps(), frames.tapGradients(), from, from + 32);
      }
      best = Math.min(best, (cpuNanos() - began) / 1e3 / frames.size());
    }
    return best;
  }

  private static FittingFrames fitting(DrawnWorld world) {
    LabeledFeatures known = world.frames(2000, 0, 4);
    int[] all = IntStream.range(0, known.size()).toArray();
    LabeledFeatures heldOut = world.frames(1000, 0, 5);
    List<Outliers> outliers = new ArrayList<>();
    for (OutlierFamily family : OutlierFamily.values()) {
      LabeledFeatures seen = world.frames(1000, 0.3 + 0.05 * family.ordinal(), 6);
      outliers.add(new Outliers(family, seen.select(IntStream.range(0, 1000).toArray())));
    }
    return new FittingFrames(
        world.layout(),
        world.head().classes(),
        known.select(all),
        IntStream.of(all).map(row -> row % world.head().classes()).toArray(),
        heldOut.select(IntStream.range(0, 1000).toArray()),
        outliers);
  }
}
