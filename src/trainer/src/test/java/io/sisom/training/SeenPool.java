package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Activations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Labeled frames that a network has seen: bright at the top or at the bottom.
 *
 * @param features of all of them
 * @param pixels of each, by frameId
 */
record SeenPool(LabeledFeatures features, Map<String, byte[]> pixels) {
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
    PoolFeatures table = new PoolFeatures();
    Map<String, String> labels = new HashMap<>();
    Map<String, byte[]> all = new HashMap<>();
    for (int i : indices) {
      byte[] pixels = pixels(i, network.description().input().bytes());
      Activations seen = network.run(List.of(pixels));
      table.put("frame-" + i, seen, 0);
      labels.put("frame-" + i, i % 2 == 0 ? "top" : "bottom");
      all.put("frame-" + i, pixels);
    }
    return new SeenPool(table.features(SettledLabels.of(labels)), all);
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
