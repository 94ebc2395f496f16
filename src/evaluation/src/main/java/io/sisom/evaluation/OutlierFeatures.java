package io.sisom.evaluation;

import io.sisom.fitting.FittingFrames.Outliers;
import io.sisom.fitting.OutlierPass;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.method.Activations;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Features of outliers, from the cache where model and frames are the same. */
final class OutlierFeatures {
  /** Changes with what a family makes, so that no earlier file is taken for it. */
  private static final String MAKING = "outliers-1 ";

  private final OutlierPass pass;
  private final FeatureCache cache;

  OutlierFeatures(OutlierPass pass, FeatureCache cache) {
    this.pass = pass;
    this.cache = cache;
  }

  /** Of every family that the network gives finite features for. */
  List<Outliers> of(List<byte[]> frames, int[] labels, EvaluationListener listener) {
    List<Outliers> all = new ArrayList<>();
    for (OutlierFamily family : OutlierFamily.values()) {
      byte[] key = key(family, frames, labels);
      Optional<Activations> features = cache.read(key).map(FeatureTable::features);
      if (features.isEmpty()) {
        features =
            pass.run(
                family,
                frames,
                labels,
                (done, total) -> listener.progress("outliers: " + family.word(), done, total));
        features.ifPresent(made -> cache.write(key, table(made)));
      }
      features.ifPresent(made -> all.add(new Outliers(family, made)));
    }
    return all;
  }

  private byte[] key(OutlierFamily family, List<byte[]> frames, int[] labels) {
    MessageDigest digest = cache.digest();
    digest.update((MAKING + family.word()).getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < labels.length; i++) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(labels[i]).flip());
      digest.update(frames.get(i));
    }
    return digest.digest();
  }

  /** Outliers have neither label nor place. */
  private static FeatureTable table(Activations made) {
    int[] none = new int[made.frames()];
    Arrays.fill(none, -1);
    return new FeatureTable(
        made,
        none,
        none,
        Collections.nCopies(made.frames(), "outlier"),
        new long[made.frames()],
        0,
        0);
  }
}
