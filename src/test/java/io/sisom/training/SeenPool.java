package io.sisom.training;

import io.sisom.model.Activations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Labeled frames that a network has seen: bright at the top or at the bottom.
 *
 * @param features of all of them
 * @param sample pixels of those kept for fitting
 */
record SeenPool(LabeledFeatures features, Map<String, byte[]> sample) {
  static SeenPool of(SeeingNetwork network, int count) {
    return of(network, indices(count));
  }

  static SeenPool reversed(SeeingNetwork network, int count) {
    List<Integer> indices = indices(count);
    Collections.reverse(indices);
    return of(network, indices);
  }

  private static List<Integer> indices(int count) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indices.add(i);
    }
    return indices;
  }

  private static SeenPool of(SeeingNetwork network, List<Integer> indices) {
    LabelPool pool = new LabelPool();
    FittingSample sample = new FittingSample(100);
    for (int i : indices) {
      byte[] pixels = pixels(i, network.description().input().bytes());
      Activations seen = network.run(List.of(pixels));
      String label = i % 2 == 0 ? "top" : "bottom";
      pool.put("frame-" + i, label, seen, 0);
      sample.put("frame-" + i, pixels);
    }
    return new SeenPool(pool.features(), sample.pixels());
  }

  private static byte[] pixels(int i, int bytes) {
    Random random = new Random(i);
    byte[] pixels = new byte[bytes];
    for (int p = 0; p < bytes; p++) {
      boolean bright = p / 8 % 8 < 4 == (i % 2 == 0);
      pixels[p] = (byte) ((bright ? 150 : 40) + random.nextInt(60));
    }
    return pixels;
  }
}
