package io.sisom.training;

import io.sisom.learning.PenultimateTap;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A network with a head, loaded, and what it says of the labeled pool. Closing frees the network.
 *
 * @param bundle its files
 * @param kernel the two of them
 * @param table features of pooled frames
 */
record LearnedModel(ModelBundle bundle, ScoringKernel kernel, FeatureTable table)
    implements AutoCloseable {
  /** Frames on which the tap that the head reads is told. */
  private static final int PROBE = 8;

  /** Loads; without a head the bundle's own. */
  static LearnedModel load(ModelBundle bundle, Placement placement, @Nullable Head head)
      throws BundleException {
    return new LearnedModel(
        bundle, ScoringKernel.load(bundle, placement, head), new FeatureTable());
  }

  Head head() {
    return kernel.head();
  }

  /** Where in the tap vector the head's input begins; empty where no tap is that. */
  OptionalInt headInput() {
    return table
        .some(PROBE)
        .map(seen -> PenultimateTap.offset(bundle.description().taps(), head(), seen))
        .orElse(OptionalInt.empty());
  }

  @Override
  public void close() {
    kernel.close();
  }
}
