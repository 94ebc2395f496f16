package io.sisom.training;

import io.sisom.model.Activations;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labeled pool as the model sees it: one row a frame, the latest label wins. */
final class LabelPool {
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /** Adds or replaces row {@code i} of a batch. */
  void put(String frameId, String label, Activations batch, int i) {
    rows.put(
        frameId,
        new Row(
            label,
            slice(batch.logits(), i, batch.classes()),
            slice(batch.taps(), i, batch.width()),
            slice(batch.tapGradients(), i, batch.tapGradients().length / batch.frames())));
  }

  /** Forgets a frame; whether it was there. */
  boolean remove(String frameId) {
    return rows.remove(frameId) != null;
  }

  /** Frames with a label. */
  int size() {
    return rows.size();
  }

  /** All rows, in the order of frame ids, so that equal pools give equal reference sets. */
  LabeledFeatures features() {
    List<String> ids = rows.keySet().stream().sorted().toList();
    List<Row> sorted = ids.stream().map(rows::get).toList();
    return new LabeledFeatures(
        ids,
        sorted.stream().map(Row::label).toList(),
        join(sorted.stream().map(Row::logits).toList()),
        join(sorted.stream().map(Row::taps).toList()),
        join(sorted.stream().map(Row::tapGradients).toList()));
  }

  private static float[] slice(float[] values, int row, int width) {
    return Arrays.copyOfRange(values, row * width, (row + 1) * width);
  }

  private static float[] join(List<float[]> parts) {
    int width = parts.isEmpty() ? 0 : parts.get(0).length;
    float[] joined = new float[Math.multiplyExact(parts.size(), width)];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i), 0, joined, i * width, width);
    }
    return joined;
  }

  @SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared
  private record Row(String label, float[] logits, float[] taps, float[] tapGradients) {}
}
