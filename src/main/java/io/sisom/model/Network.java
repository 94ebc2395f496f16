package io.sisom.model;

import java.util.List;

/** A bundle's network, ready to run. One thread at a time; closing frees what it holds. */
public interface Network extends AutoCloseable {
  /** What the bundle's {@code model.json} says. */
  BundleDescription description();

  /**
   * One forward and backward pass.
   *
   * @param frames at least one, each {@code input().bytes()} long: RGB planes of unsigned bytes
   */
  Activations run(List<byte[]> frames);

  /**
   * One forward pass alone: logits and taps as of {@link #run}, no gradients.
   *
   * @param frames as of {@link #run}
   */
  Activations forward(List<byte[]> frames);

  @Override
  void close();
}
