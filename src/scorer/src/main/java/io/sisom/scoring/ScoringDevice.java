package io.sisom.scoring;

import io.sisom.network.DeviceSearch;
import io.sisom.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * A version's network on one device. Closing frees it.
 *
 * @param search of the known frames there; null where Java searches
 * @param slices into which a finished batch is cut, to be scored side by side, 1 or more
 */
record ScoringDevice(Network network, @Nullable DeviceSearch search, int slices)
    implements AutoCloseable {
  /** That searches in Java, one frame after the other. */
  static ScoringDevice of(Network network) {
    return new ScoringDevice(network, null, 1);
  }

  @Override
  public void close() {
    if (search != null) {
      search.close();
    }
    network.close();
  }
}
