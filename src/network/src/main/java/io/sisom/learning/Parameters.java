package io.sisom.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What of a network learns. A bundle may give the same tensor several names; each stands here once,
 * or a step would move it as often.
 */
final class Parameters {
  private Parameters() {}

  /** A parameter and one of its names. */
  record Named(String name, NDArray array) {}

  /** Of a network that asks for gradients, and its head. */
  static List<Named> of(Block block, NDArray weight, NDArray bias) {
    List<Named> all = new ArrayList<>();
    for (Pair<String, ai.djl.nn.Parameter> parameter : block.getParameters()) {
      NDArray array = parameter.getValue().getArray();
      if (array.hasGradient()) {
        all.add(new Named(parameter.getKey(), array));
      }
    }
    List<Named> distinct = distinct(all);
    distinct.add(new Named("head.weight", weight));
    distinct.add(new Named("head.bias", bias));
    return distinct;
  }

  /** Writes a number into each, one after the other: names of one tensor then read the same. */
  private static List<Named> distinct(List<Named> all) {
    List<float[]> before = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      before.add(all.get(i).array().toFloatArray());
    }
    for (int i = 0; i < all.size(); i++) {
      fill(all.get(i).array(), i);
    }
    Map<Integer, Named> byMark = new LinkedHashMap<>();
    for (Named named : all) {
      byMark.put(Math.round(named.array().flatten().getFloat(0)), named);
    }
    for (int i = 0; i < all.size(); i++) {
      set(all.get(i).array(), before.get(i));
    }
    return new ArrayList<>(byMark.values());
  }

  private static void fill(NDArray array, float value) {
    array.muli(0).addi(value);
  }

  /** Writes these values, row-major, in place. */
  static void set(NDArray array, float[] values) {
    try (NDArray given = array.getManager().create(values, array.getShape())) {
      array.muli(0).addi(given);
    }
  }

  /**
   * Fresh values: He's normal ones for convolutions (by fan-out, as ResNets have it), normal ones
   * of variance 1/fan-in for linear layers, 1 for other weights, which are factors of
   * normalization, and 0 for biases.
   */
  static void reinitialize(List<Named> parameters, long seed) {
    Random random = new Random(seed);
    for (Named named : parameters) {
      Shape shape = named.array().getShape();
      if (shape.dimension() >= 2) {
        set(named.array(), drawn(shape, random));
      } else {
        fill(named.array(), named.name().endsWith("bias") ? 0 : 1);
      }
    }
  }

  /** Fresh values of a kernel. */
  static float[] drawn(Shape shape, Random random) {
    boolean linear = shape.dimension() == 2;
    double spread =
        linear ? Math.sqrt(1.0 / shape.get(1)) : Math.sqrt(2.0 * shape.get(1) / shape.size());
    float[] drawn = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = (float) (spread * random.nextGaussian());
    }
    return drawn;
  }
}
