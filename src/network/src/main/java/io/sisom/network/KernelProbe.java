package io.sisom.network;

import io.sisom.method.Activations;
import java.nio.file.Path;
import java.util.List;

/** Runs every method of a loaded bundle once, so that what is loaded can do all it says. */
final class KernelProbe {
  private final ScoringKernel kernel;
  private final Path file;

  /** Of a kernel whose TorchScript is {@code file}. */
  KernelProbe(ScoringKernel kernel, Path file) {
    this.kernel = kernel;
    this.file = file;
  }

  /** Throws {@link BundleException} where a method gives other shapes than promised. */
  void run() throws BundleException {
    BundleDescription description = kernel.description();
    List<byte[]> black = List.of(new byte[description.input().bytes()]);
    check(ScoringKernel.FEATURES, kernel.forward(black));
    for (GradientMethod method : description.methods().gradients()) {
      check(method.name(), kernel.activations(black, method.name(), true));
    }
    if (description.methods().plain().isPresent()) {
      kernel.plain(black);
    }
  }

  private void check(String method, Activations one) throws BundleException {
    int width = kernel.description().taps().width();
    int gradients = one.tapGradients().length;
    if (one.classes() != kernel.head().classes()
        || one.width() != width
        || (gradients != width && gradients != 0)) {
      throw new BundleException(
          "%s: %s gives %d logits and %d tap units, head and model.json say %d and %d"
              .formatted(file, method, one.classes(), one.width(), kernel.head().classes(), width));
    }
  }
}
