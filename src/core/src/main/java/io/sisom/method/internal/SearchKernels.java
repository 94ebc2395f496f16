package io.sisom.method.internal;

import io.sisom.method.MatrixProduct;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels this JVM can run. */
public final class SearchKernels {
  private static final Logger log = LoggerFactory.getLogger(SearchKernels.class);
  private static final String MODULE = "jdk.incubator.vector";
  private static final int LEAST_FLOATS = 4;
  private static final SearchKernel PREFERRED = choose();

  private SearchKernels() {}

  /** The fastest here; chosen once, and logged with the reason. */
  public static SearchKernel preferred() {
    return PREFERRED;
  }

  /** All that run here, the fastest first. */
  public static List<SearchKernel> available() {
    List<SearchKernel> kernels = new ArrayList<>();
    if (hasVectors()) {
      kernels.add(new BoundedKernel(new VectorLanes()));
    }
    kernels.add(new BoundedKernel(new PlainLanes()));
    kernels.add(new MatmulKernel(new PlainProduct()));
    kernels.add(new ExhaustiveKernel());
    return List.copyOf(kernels);
  }

  /** Takes squares from a matrix product. */
  public static SearchKernel multiplying(MatrixProduct product) {
    return new MatmulKernel(product);
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent() && VectorLanes.width() >= LEAST_FLOATS;
  }

  private static SearchKernel choose() {
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
