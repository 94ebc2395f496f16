package io.sisom.network;

import io.sisom.method.DistanceKernel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Distances by whole matrix products that come back from the device, beside which others are
 * measured; scorers use {@link DeviceSearch}. Close it when nothing searches any more: it frees
 * what lies on the device.
 */
public final class DistanceDevice implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DistanceDevice.class);

  private final @Nullable TorchProduct product;
  private final DistanceKernel kernel;

  private DistanceDevice(@Nullable TorchProduct product, DistanceKernel kernel) {
    this.product = product;
    this.kernel = kernel;
  }

  /**
   * On the device where {@link Placement#distances} says so, otherwise in Java; a line in the log
   * says which.
   *
   * @throws IllegalStateException where the device cannot
   */
  public static DistanceDevice of(Placement placement) {
    if (placement.distances() != DistancePlace.DEVICE) {
      return inJava();
    }
    TorchProduct product = TorchProduct.on(placement.device());
    DistanceKernel kernel = DistanceKernel.multiplying(product);
    log.atInfo()
        .addKeyValue("kernel", kernel.name())
        .addKeyValue("device.distances", placement.distances().key())
        .log("distances by PyTorch's matrix product, what its rounding leaves open recomputed");
    return new DistanceDevice(product, kernel);
  }

  /** The fastest that runs in Java. */
  public static DistanceDevice inJava() {
    return new DistanceDevice(null, DistanceKernel.preferred());
  }

  /** Searches known frames. */
  public DistanceKernel kernel() {
    return kernel;
  }

  @Override
  public void close() {
    if (product != null) {
      product.close();
    }
  }
}
