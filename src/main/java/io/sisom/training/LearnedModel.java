package io.sisom.training;

import io.sisom.model.BundleException;
import io.sisom.model.Head;
import io.sisom.model.ModelBundle;
import io.sisom.model.Placement;
import io.sisom.model.ScoringKernel;
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
  /** Loads; without a head the bundle's own. */
  static LearnedModel load(ModelBundle bundle, Placement placement, @Nullable Head head)
      throws BundleException {
    return new LearnedModel(
        bundle, ScoringKernel.load(bundle, placement, head), new FeatureTable());
  }

  Head head() {
    return kernel.head();
  }

  @Override
  public void close() {
    kernel.close();
  }
}
