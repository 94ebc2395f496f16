package io.sisom.evaluation.episode;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.EvaluationListener;
import io.sisom.method.Activations;
import io.sisom.network.Network;
import java.util.ArrayList;
import java.util.List;

/** Frames in memory through the network, every one of them. */
public final class FrameFeatures {
  private static final int BATCH = 32;

  private final Network network;
  private final EvaluationListener listener;

  /** On one network. */
  public FrameFeatures(Network network, EvaluationListener listener) {
    this.network = network;
    this.listener = listener;
  }

  /**
   * Features of each frame, gradients of all taps included.
   *
   * @param name for progress
   * @throws EvaluationException where some are not finite
   */
  public Activations of(String name, List<byte[]> planes) {
    List<Activations> batches = new ArrayList<>();
    for (int from = 0; from < planes.size(); from += BATCH) {
      int to = Math.min(planes.size(), from + BATCH);
      Activations batch = network.run(planes.subList(from, to));
      requireFinite(name, from, batch.logits());
      requireFinite(name, from, batch.taps());
      requireFinite(name, from, batch.tapGradients());
      batches.add(batch);
      listener.progress("features of " + name, to, planes.size());
    }
    return new Activations(
        planes.size(),
        joined(batches.stream().map(Activations::logits).toList()),
        joined(batches.stream().map(Activations::taps).toList()),
        joined(batches.stream().map(Activations::tapGradients).toList()));
  }

  private static void requireFinite(String name, int from, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new EvaluationException(
            "%s: the model's features for a frame from %d on are not finite numbers"
                .formatted(name, from));
      }
    }
  }

  private static float[] joined(List<float[]> parts) {
    int length = parts.stream().mapToInt(part -> part.length).reduce(0, Math::addExact);
    float[] all = new float[length];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
