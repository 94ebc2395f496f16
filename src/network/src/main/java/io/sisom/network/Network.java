package io.sisom.network;

import io.sisom.method.Activations;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bundle's network, ready to run. One thread at a time; closing frees what it holds. */
public interface Network extends AutoCloseable {
  /** What the bundle's {@code model.json} says. */
  BundleDescription description();

  /**
   * Logits, taps, and the gradients that are asked for, with no more of a backward pass than these
   * need.
   *
   * @param frames at least one, each {@code input().bytes()} long: planes of unsigned bytes
   * @param gradientTaps names of taps; at others the gradients may be zeros. Empty: the forward
   *     pass alone, and no gradients at all
   */
  Activations run(List<byte[]> frames, Set<String> gradientTaps);

  /**
   * Starts what {@link #run(List, Set)} does. One thread starts at a time, and the runs are
   * collected in their order; several may be under way. All must be collected before closing.
   *
   * @param search of known frames on the network's device, to run along; null for none
   */
  default StartedRun start(
      List<byte[]> frames, Set<String> gradientTaps, @Nullable DeviceSearch search) {
    RunResult done = new RunResult(run(frames, gradientTaps), Optional.empty());
    return () -> done;
  }

  /** The same with the gradients of every tap. */
  default Activations run(List<byte[]> frames) {
    return run(frames, new HashSet<>(description().taps().names()));
  }

  /** The same with the forward pass alone. */
  default Activations forward(List<byte[]> frames) {
    return run(frames, Set.of());
  }

  @Override
  void close();
}
