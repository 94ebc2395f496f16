package io.sisom.evaluation.al;

import io.sisom.candidate.CandidateRank;
import io.sisom.method.Activations;
import io.sisom.method.Logits;
import io.sisom.method.TapLayout;
import io.sisom.training.CalibrationSplit;
import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Joda (Schmidt et al., CVPR 2025): the network learns from foreign answers by outlier exposure,
 * frames above a limit on the energy are left out, SISOMe ranks the others, and classes are
 * balanced. The limit is where answers of a class and foreign ones are told apart best (Youden's
 * index); ours is that only held-out answers set it, since frames the network has learned from
 * would tell it what was learned from. Where too few are let through, the least foreign fill up.
 *
 * @param settings of the score, and which parts are switched on
 */
record JodaStrategy(SisomSettings settings) implements Strategy {
  private static final FarLimit LIMIT = new FarLimit(1, 5, 0);

  @Override
  public Needs needs() {
    return Needs.ALL_FRAMES;
  }

  @Override
  public Set<String> gradientTaps(TapLayout layout) {
    return settings.gradientTaps(layout);
  }

  @Override
  public ForeignLesson lesson() {
    return has(JodaPart.EXPOSURE) ? ForeignLesson.EXPOSURE : ForeignLesson.NOTHING;
  }

  private boolean has(JodaPart part) {
    return settings.joda().contains(part);
  }

  @Override
  public Choice choose(StrategyInput input, int query, RandomGenerator random) {
    Activations seen = input.candidates().features();
    SisomScores scores = SisomScores.of(settings, input);
    double[] energies = energies(seen);
    double limit = has(JodaPart.THRESHOLD) ? limit(scores, input) : Double.POSITIVE_INFINITY;
    double[] worth =
        has(JodaPart.SISOME)
            ? scores.ranked(input.candidates(), CandidateRank.SISOME).stream()
                .mapToDouble(scored -> scored.ranking())
                .toArray()
            : random.doubles(seen.frames()).toArray();
    int[] best = Rows.highest(worth, worth.length);
    int[] passed = IntStream.of(best).filter(row -> energies[row] <= limit).toArray();
    int[] order = has(JodaPart.BALANCE) ? Rows.dealt(passed, TopStrategy.predicted(seen)) : passed;
    IntStream leastForeign =
        Arrays.stream(Rows.highest(Arrays.stream(energies).map(e -> -e).toArray(), energies.length))
            .filter(row -> energies[row] > limit);
    return new Choice(
        IntStream.concat(Arrays.stream(order), leastForeign).limit(query).toArray(),
        limit,
        seen.frames() - passed.length,
        0,
        query - Math.min(query, passed.length));
  }

  /** Infinite while there are too few held-out answers of either kind. */
  private double limit(SisomScores scores, StrategyInput input) {
    double[] foreign = input.junk().map(this::heldOut).orElse(new double[0]);
    return LIMIT.byAnswers(scores.heldOutEnergies(), foreign);
  }

  /** Energies of the foreign frames that were not learned from. */
  private double[] heldOut(FrameActivations junk) {
    double[] energies = energies(junk.features());
    int[] rows = IntStream.range(0, junk.size()).toArray();
    double fraction = settings.reference().calibrationFraction();
    return Arrays.stream(
            CalibrationSplit.of(rows, new int[junk.size()], 1, junk.ids(), fraction).calibration())
        .mapToDouble(row -> energies[row])
        .toArray();
  }

  private static double[] energies(Activations seen) {
    return IntStream.range(0, seen.frames())
        .mapToDouble(i -> Logits.of(seen.logits(), i * seen.classes(), seen.classes()).energy())
        .toArray();
  }
}
