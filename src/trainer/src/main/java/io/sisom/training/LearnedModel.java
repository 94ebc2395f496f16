package io.sisom.training;

import io.sisom.learning.PenultimateTap;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.LoadedVersion;
import io.sisom.network.Loading;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.version.PublishedVersion;
import java.util.OptionalInt;

/**
 * A network with a head, loaded, and what it says of the labeled pool. Closing frees the network.
 *
 * @param bundle its files
 * @param kernel the two of them
 * @param table features of pooled frames
 */
record LearnedModel(ModelBundle bundle, ScoringKernel kernel, PoolFeatures table)
    implements AutoCloseable {
  /** Frames on which the tap that the head reads is told. */
  private static final int PROBE = 8;

  /** Opens a bundle with its own head. */
  static LearnedModel open(ModelBundle bundle, Placement placement) throws BundleException {
    return new LearnedModel(bundle, ScoringKernel.open(bundle, placement), new PoolFeatures());
  }

  /** Opens a bundle with a head that was learned. */
  static LearnedModel openWithHead(ModelBundle bundle, Placement placement, Head head)
      throws BundleException {
    return new LearnedModel(
        bundle, ScoringKernel.openWithHead(bundle, placement, head), new PoolFeatures());
  }

  /** Loads what a version holds; its files stay where they are. */
  static Loading<LearnedModel> of(PublishedVersion version, Placement placement) {
    return LoadedVersion.load(version.files(), placement)
        .map(it -> new LearnedModel(it.bundle(), it.kernel(), new PoolFeatures()));
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
