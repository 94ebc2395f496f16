package io.sisom.training;

import io.sisom.fitting.Progress;
import io.sisom.labeling.SettledLabels;
import io.sisom.method.Activations;
import io.sisom.method.Head;
import io.sisom.method.Logits;
import io.sisom.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Logits, activations and gradients that one network gives for the labeled pool, one row for each
 * frame.
 */
final class PoolFeatures {
  private final Map<String, FeatureRow> rows = new HashMap<>();

  /** Keeps row {@code i} of a batch. */
  void put(String frameId, Activations batch, int i) {
    rows.put(
        frameId,
        new FeatureRow(
            slice(batch.logits(), i, batch.classes()),
            slice(batch.taps(), i, batch.width()),
            slice(batch.tapGradients(), i, batch.tapGradients().length / batch.frames())));
  }

  /**
   * Runs the network on frames that have no row yet, here or on disk, and forgets those that are
   * not asked for.
   *
   * @param gradientTaps names of the taps whose gradients are read; empty: no backward pass
   */
  void fill(
      Network network,
      Set<String> gradientTaps,
      Collection<String> frameIds,
      Function<String, byte[]> pixels,
      StoredRows stored,
      int batchFrames,
      Progress progress) {
    rows.keySet().retainAll(Set.copyOf(frameIds));
    List<String> missing = frameIds.stream().filter(id -> !rows.containsKey(id)).sorted().toList();
    List<String> unseen = new ArrayList<>();
    List<byte[]> planes = new ArrayList<>();
    for (int at = 0; at < missing.size(); at++) {
      String id = missing.get(at);
      byte[] planar = pixels.apply(id);
      Optional<FeatureRow> found = stored.find(planar);
      if (found.isPresent()) {
        rows.put(id, found.get());
      } else {
        unseen.add(id);
        planes.add(planar);
      }
      if (unseen.size() == batchFrames || (at == missing.size() - 1 && !unseen.isEmpty())) {
        see(network.run(planes, gradientTaps), unseen, planes, stored);
        unseen.clear();
        planes.clear();
      }
      progress.update(at + 1, missing.size());
    }
  }

  private void see(
      Activations batch, List<String> frameIds, List<byte[]> planes, StoredRows stored) {
    for (int i = 0; i < frameIds.size(); i++) {
      put(frameIds.get(i), batch, i);
      stored.add(planes.get(i), row(frameIds.get(i)));
    }
  }

  /**
   * The same frames under another head: features stay, gradients do not.
   *
   * @param offset where in the tap vector the head's input begins
   */
  PoolFeatures under(Head head, int offset) {
    PoolFeatures other = new PoolFeatures();
    rows.forEach(
        (id, row) ->
            other.rows.put(
                id,
                new FeatureRow(floats(head.logits(row.taps(), offset)), row.taps(), new float[0])));
    return other;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Some of what is here, at most {@code frames} rows, without gradients. */
  Optional<Activations> some(int frames) {
    List<FeatureRow> some = rows.values().stream().limit(frames).toList();
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Activations(
                some.size(),
                join(some.stream().map(FeatureRow::logits).toList()),
                join(some.stream().map(FeatureRow::taps).toList()),
                new float[0]));
  }

  /** Activations of a frame it has seen, of all taps; not to be changed. */
  float[] taps(String frameId) {
    return row(frameId).taps();
  }

  /** What the network says of a frame it has seen. */
  Logits logits(String frameId) {
    float[] logits = row(frameId).logits();
    return Logits.of(logits, 0, logits.length);
  }

  /** Rows of frames it has seen, in the order given; at least one. */
  Activations batch(List<String> frameIds) {
    List<FeatureRow> asked = frameIds.stream().map(this::row).toList();
    return new Activations(
        asked.size(),
        join(asked.stream().map(FeatureRow::logits).toList()),
        join(asked.stream().map(FeatureRow::taps).toList()),
        join(asked.stream().map(FeatureRow::tapGradients).toList()));
  }

  private FeatureRow row(String frameId) {
    FeatureRow row = rows.get(frameId);
    if (row == null) {
      throw new IllegalStateException("the network has not seen frame " + frameId);
    }
    return row;
  }

  /** Rows of these frames, in the order of their ids, so that equal pools give equal sets. */
  LabeledFeatures features(SettledLabels settled) {
    Map<String, String> labels = settled.byFrame();
    List<String> ids = labels.keySet().stream().sorted().toList();
    List<FeatureRow> sorted = ids.stream().map(this::row).toList();
    return new LabeledFeatures(
        ids,
        ids.stream().map(id -> labels.getOrDefault(id, "")).toList(),
        join(sorted.stream().map(FeatureRow::logits).toList()),
        join(sorted.stream().map(FeatureRow::taps).toList()),
        join(sorted.stream().map(FeatureRow::tapGradients).toList()),
        settled.calibration(),
        settled.captured());
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
}
