package io.sisom.method;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels this JVM can run. */
public final class DistanceKernels {
  private static final Logger log = LoggerFactory.getLogger(DistanceKernels.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final int LEAST_FLOATS = 4;
  private static final DistanceKernel PREFERRED = choose();

  private DistanceKernels() {}

  /** The fastest here; chosen once, and logged with the reason. */
  public static DistanceKernel preferred() {
    return PREFERRED;
  }

  /**
   * All that run here, the fastest first. {@code vector} and {@code plain} skip by bounds and
   * differ in the inner loops, {@code matmul} multiplies matrices, {@code exhaustive} computes
   * every distance.
   */
  public static List<DistanceKernel> available() {
    List<DistanceKernel> kernels = new ArrayList<>();
    if (hasVectors()) {
      kernels.add(new BoundedKernel(new VectorLanes()));
    }
    kernels.add(new BoundedKernel(new PlainLanes()));
    kernels.add(new MatmulKernel(new PlainProduct()));
    kernels.add(new ExhaustiveKernel());
    return List.copyOf(kernels);
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorLanes.width() >= LEAST_FLOATS;
  }

  private static DistanceKernel choose() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      log.info(
          "distances in plain Java: the module {} is not added; several times as fast with java"
              + " --add-modules {}",
          MODULE,
          MODULE);
      return new BoundedKernel(new PlainLanes());
    }
    int floats = VectorLanes.width();
    if (floats < LEAST_FLOATS) {
      log.info("distances in plain Java: vectors hold {} floats here, too few", floats);
      return new BoundedKernel(new PlainLanes());
    }
    log.info("distances with the Vector API, {} floats at a time", floats);
    return new BoundedKernel(new VectorLanes());
  }
}
