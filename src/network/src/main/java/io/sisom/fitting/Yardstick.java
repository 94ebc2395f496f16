package io.sisom.fitting;

import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.LeanFeature;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import java.util.Arrays;
import java.util.List;

/** Published scores, put to the same check, so that a reader sees what the settings are worth. */
enum Yardstick {
  /** Energy of the logits (Liu et al., NeurIPS 2020). */
  ENERGY("Energy") {
    @Override
    Judgment judge(FittingFrames frames) {
      return Judgment.of(frames, Rows::energies);
    }
  },
  /** k-th nearest known frame among normalized last taps (Sun et al., ICML 2022), k = 50. */
  KNN("KNN") {
    @Override
    Judgment judge(FittingFrames frames) {
      List<String> names = frames.layout().names();
      LeanFeature map =
          new LeanFeature(frames.layout(), names.subList(names.size() - 1, names.size()));
      KnownSet known =
          KnownSet.of(Rows.features(frames.known(), map), new int[frames.labels().length], 1);
      return Judgment.of(frames, set -> kthDistances(known, Rows.features(set, map)));
    }
  };

  private static final int K = 50;
  private final String title;

  Yardstick(String title) {
    this.title = title;
  }

  /** For people. */
  String title() {
    return title;
  }

  abstract Judgment judge(FittingFrames frames);

  private static double[] kthDistances(KnownSet known, FloatFeatures frames) {
    Queries queries = Queries.of(frames, new int[frames.rows()]);
    return Arrays.stream(known.nearestOnAllCores(queries, OuterReading.QUERY, K, done -> {}))
        .mapToDouble(Neighbors::kthInner)
        .toArray();
  }
}
