package io.sisom.network;

import io.sisom.method.TapLayout;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a bundle's TorchScript file can do besides {@code features} and {@code initial_head}.
 *
 * @param gradients methods with a backward pass of some depth; one of them reaches every tap
 * @param plain the network as its author runs it, giving logits alone
 * @param half what turns scoring to half precision
 * @param bfloat16 what turns scoring to bfloat16
 * @param refold what brings scoring up to changed parameters; without it they are shared
 * @param heatMap what draws where in a frame the network looked
 */
public record BundleMethods(
    List<GradientMethod> gradients,
    Optional<String> plain,
    Optional<String> half,
    Optional<String> bfloat16,
    Optional<String> refold,
    Optional<String> heatMap) {
  /** Copies. */
  public BundleMethods {
    gradients = List.copyOf(gradients);
  }

  /** Of a bundle that says nothing of its methods: {@code forward} reaches every tap. */
  public static BundleMethods unnamed(TapLayout layout) {
    return new BundleMethods(
        List.of(new GradientMethod("forward", new HashSet<>(layout.names()))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The method that gives these gradients at the least cost: the one of fewest taps.
   *
   * @throws IllegalArgumentException where no method gives them all, which a checked description
   *     rules out for taps of the model
   */
  public GradientMethod cheapest(Set<String> taps) {
    return gradients.stream()
        .filter(method -> method.taps().containsAll(taps))
        .min(Comparator.comparingInt(method -> method.taps().size()))
        .orElseThrow(
            () -> new IllegalArgumentException("no method gives the gradients of taps " + taps));
  }
}
