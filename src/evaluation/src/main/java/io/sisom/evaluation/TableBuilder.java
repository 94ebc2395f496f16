package io.sisom.evaluation;

import io.sisom.method.Activations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers batches into one table. */
final class TableBuilder {
  private final Map<String, Integer> labelIndex = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  private record Row(
      int ordinal,
      int label,
      String frameId,
      long fingerprint,
      float[] logits,
      float[] taps,
      float[] gradients) {}

  TableBuilder(List<String> labels) {
    for (int c = 0; c < labels.size(); c++) {
      labelIndex.put(labels.get(c), c);
    }
  }

  /** Takes one row of a batch; false where it is not finite and was not taken. */
  boolean add(int ordinal, SetFrame frame, Activations batch, int row) {
    float[] logits = row(batch.logits(), row, batch.classes());
    float[] taps = row(batch.taps(), row, batch.width());
    float[] gradients = row(batch.tapGradients(), row, batch.width());
    if (!isFinite(logits) || !isFinite(taps) || !isFinite(gradients)) {
      return false;
    }
    int label = frame.label() == null ? -1 : labelIndex.getOrDefault(frame.label(), -1);
    rows.add(
        new Row(
            ordinal,
            label,
            frame.frame().getFrameId(),
            Digests.fingerprint(frame.frame()),
            logits,
            taps,
            gradients));
    return true;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  int size() {
    return rows.size();
  }

  FeatureTable build(int leftOut, double seconds) {
    return new FeatureTable(
        new Activations(
            rows.size(),
            joined(rows.stream().map(Row::logits).toList()),
            joined(rows.stream().map(Row::taps).toList()),
            joined(rows.stream().map(Row::gradients).toList())),
        rows.stream().mapToInt(Row::label).toArray(),
        rows.stream().mapToInt(Row::ordinal).toArray(),
        rows.stream().map(Row::frameId).toList(),
        rows.stream().mapToLong(Row::fingerprint).toArray(),
        leftOut,
        seconds);
  }

  private static float[] row(float[] values, int row, int width) {
    float[] copy = new float[width];
    System.arraycopy(values, row * width, copy, 0, width);
    return copy;
  }

  private static boolean isFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static float[] joined(List<float[]> parts) {
    int width = parts.get(0).length;
    float[] all = new float[Math.multiplyExact(parts.size(), width)];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, all, i * width, width);
    }
    return all;
  }
}
