package io.sisom.fitting;

import io.sisom.method.Activations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Gathers the finite rows of batches into one. */
final class FiniteRows {
  private final List<float[]> logits = new ArrayList<>();
  private final List<float[]> taps = new ArrayList<>();
  private final List<float[]> gradients = new ArrayList<>();

  void add(Activations batch) {
    for (int row = 0; row < batch.frames(); row++) {
      float[] ofLogits = row(batch.logits(), row, batch.classes());
      float[] ofTaps = row(batch.taps(), row, batch.width());
      float[] ofGradients = row(batch.tapGradients(), row, batch.width());
      if (isFinite(ofLogits) && isFinite(ofTaps) && isFinite(ofGradients)) {
        logits.add(ofLogits);
        taps.add(ofTaps);
        gradients.add(ofGradients);
      }
    }
  }

  /** All of them; empty without any. */
  Optional<Activations> joined() {
    return logits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Activations(logits.size(), joined(logits), joined(taps), joined(gradients)));
  }

  private static float[] row(float[] values, int row, int width) {
    return values.length == 0 ? values : Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static float[] joined(List<float[]> rows) {
    int width = rows.get(0).length;
    float[] all = new float[Math.multiplyExact(rows.size(), width)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, all, i * width, width);
    }
    return all;
  }
}
