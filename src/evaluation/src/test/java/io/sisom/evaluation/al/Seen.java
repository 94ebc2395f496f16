package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateConfig;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ScoreSettings;
import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleMethods;
import io.sisom.network.Network;
import io.sisom.setting.Settings;
import io.sisom.training.ReferenceConfig;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Frames of two units as a network of two classes sees them: a unit each, the head adds nothing.
 */
final class Seen {
  private static final TapLayout LAYOUT = new TapLayout(List.of(new TapLayout.Tap("pool", 0, 2)));
  private static final Head HEAD =
      new Head(List.of("left", "right"), 2, new float[] {1, 0, 0, 1}, new float[2]);

  private Seen() {}

  /** Every strategy, SISOM's without a fit; without those that learn a network of their own. */
  static List<Strategy> strategies() {
    return Arrays.stream(StrategyName.values())
        .filter(name -> name != StrategyName.COREGCN && name != StrategyName.LEARNING_LOSS)
        .map(name -> name.strategy(settings(new Tuning.Off(), new Tuning.Off())))
        .toList();
  }

  /** Unfitted, all labeled frames known but a fifth. */
  static SisomSettings settings(Tuning farCut, Tuning diversity) {
    Settings given =
        Settings.of(
            Map.of(
                "fit.by", "none",
                "score.profile", "sisome",
                "training.reduce", "false",
                "candidate.max.p", "1"));
    return new SisomSettings(
        ScoreSettings.from(given),
        given.bind(FittingConfig.class),
        ReferenceConfig.from(given),
        given.bind(CandidateConfig.class),
        farCut,
        diversity,
        EnumSet.allOf(JodaPart.class));
  }

  /** Labeled frames near (3, 0) and (0, 3) in turn, candidates anywhere up to (4, 4). */
  static StrategyInput drawn(long seed, int labeled, int candidates) {
    Random random = new Random(seed);
    float[][] known = new float[labeled][];
    for (int i = 0; i < labeled; i++) {
      float near = random.nextFloat();
      known[i] = i % 2 == 0 ? new float[] {3, near} : new float[] {near, 3};
    }
    float[][] open = new float[candidates][];
    for (int i = 0; i < candidates; i++) {
      open[i] = new float[] {4 * random.nextFloat(), 4 * random.nextFloat()};
    }
    return of(known, open);
  }

  /** Labeled frames of class 0 and 1 in turn. */
  static StrategyInput of(float[][] labeled, float[][] candidates) {
    return new StrategyInput(
        new NoNetwork(),
        "seen@1",
        HEAD,
        HEAD,
        Optional.of(frames("labeled", labeled)),
        IntStream.range(0, labeled.length).map(i -> i % 2).toArray(),
        Optional.empty(),
        frames("candidate", candidates),
        id -> new byte[3]);
  }

  /** The same after a head learned a row for none of the classes. */
  static StrategyInput withNone(StrategyInput input, float first, float second, float bias) {
    Head whole =
        new Head(
            List.of("left", "right", "none"),
            2,
            new float[] {1, 0, 0, 1, first, second},
            new float[] {0, 0, bias});
    return changed(input, whole, input.junk());
  }

  /** The same after these were said to have no class. */
  static StrategyInput withJunk(StrategyInput input, float[][] junk) {
    return changed(input, input.whole(), Optional.of(frames("junk", junk)));
  }

  private static StrategyInput changed(
      StrategyInput input, Head whole, Optional<FrameActivations> junk) {
    return new StrategyInput(
        input.network(),
        input.version(),
        input.head(),
        whole,
        input.labeled(),
        input.labels(),
        junk,
        input.candidates(),
        input.pixels());
  }

  static double[] probabilities(Activations seen, int row) {
    return Logits.of(seen.logits(), row * seen.classes(), seen.classes()).probabilities();
  }

  private static FrameActivations frames(String name, float[][] units) {
    float[] taps = new float[2 * units.length];
    float[] gradients = new float[taps.length];
    for (int i = 0; i < units.length; i++) {
      System.arraycopy(units[i], 0, taps, 2 * i, 2);
      double[] saliency = Logits.of(units[i], 0, 2).saliency();
      gradients[2 * i] = (float) saliency[0];
      gradients[2 * i + 1] = (float) saliency[1];
    }
    return new FrameActivations(
        IntStream.range(0, units.length).mapToObj(i -> "%s-%03d".formatted(name, i)).toList(),
        new Activations(units.length, taps, taps, gradients));
  }

  /** Only describes itself. */
  private record NoNetwork() implements Network {
    @Override
    public BundleDescription description() {
      return new BundleDescription(
          "seen", new FrameShape(3, 1, 1), HEAD.labels(), LAYOUT, 2, BundleMethods.unnamed(LAYOUT));
    }

    @Override
    public Activations run(List<byte[]> frames, Set<String> gradientTaps) {
      throw new IllegalStateException("nothing is to be run here");
    }

    @Override
    public void close() {}
  }
}
