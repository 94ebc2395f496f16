package io.sisom.training;

import io.sisom.reference.Arithmetic;
import io.sisom.reference.MutedFrames;
import io.sisom.reference.NoneRows;
import io.sisom.reference.ReferenceSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The outcome of building a reference set. */
public sealed interface BuildOutcome {
  /** One of two, by which it is. */
  <R> R either(
      Function<? super Built, ? extends R> built, Function<? super NotBuildable, ? extends R> not);

  /** Why there is no set; empty where there is one. */
  default Optional<String> trouble() {
    return either(built -> Optional.empty(), not -> Optional.of(not.reason()));
  }

  /** A set that can be published. */
  record Built(ReferenceSet reference, BuildReport report) implements BuildOutcome {
    /** The same, with what was learned of frames that show no class. */
    Built with(Optional<NoneRows> rows) {
      return new Built(reference.withNone(rows), report);
    }

    /** The same, with muted frames. */
    Built withMuted(Optional<MutedFrames> muted) {
      return new Built(reference.withMuted(muted), report);
    }

    @Override
    public <R> R either(
        Function<? super Built, ? extends R> built,
        Function<? super NotBuildable, ? extends R> not) {
      return built.apply(this);
    }
  }

  /** The same with the numbers noted in which the network computed the features. */
  default BuildOutcome computedIn(Arithmetic numbers) {
    return either(
        built -> new Built(built.reference().computedIn(numbers), built.report()), not -> not);
  }

  /** There is no set; the reason is a sentence for users. More labels may help. */
  record NotBuildable(String reason) implements BuildOutcome {
    @Override
    public <R> R either(
        Function<? super Built, ? extends R> built,
        Function<? super NotBuildable, ? extends R> not) {
      return not.apply(this);
    }
  }

  /**
   * Counts and figures of a build.
   *
   * @param pooledFrames frames the known ones were chosen from
   * @param calibrationFrames frames held out
   * @param unknownLabelFrames frames left out because the head has no row for their label
   * @param notFiniteFrames frames left out because logits or features are not finite
   * @param knownByLabel known frames of each label that has any
   * @param accuracy share of calibration frames whose pseudo-class is their label, 0 to 1
   * @param radius of ProbCover's balls; 0 where the set was not reduced
   * @param restarts of ProbCover over all classes; many mean the radius is too large
   */
  record BuildReport(
      int pooledFrames,
      int calibrationFrames,
      int unknownLabelFrames,
      int notFiniteFrames,
      Map<String, Integer> knownByLabel,
      double accuracy,
      double radius,
      int restarts) {}
}
