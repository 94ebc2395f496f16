package io.sisom.training;

import io.sisom.frame.FrameDecoder;
import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleMethods;
import io.sisom.network.Network;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws what a network with a wide last tap might say of a frame from the frame's first bytes: its
 * class, and a seed. It counts what it is shown.
 */
final class DrawnNetwork implements Network {
  static final int CLASSES = 10;
  static final int WIDTH = 512;
  private static final int DIRECTIONS = 16;
  private static final FrameShape SHAPE = new FrameShape(3, 32, 32);

  private final TapLayout layout = new TapLayout(List.of(new TapLayout.Tap("late", 0, WIDTH)));
  private final float[][] centers = drawn(CLASSES, 1);
  private final float[][] directions = drawn(DIRECTIONS, 2);
  private final Head head;
  private long frames;

  DrawnNetwork() {
    List<String> labels = new ArrayList<>();
    float[] weight = new float[CLASSES * WIDTH];
    for (int c = 0; c < CLASSES; c++) {
      labels.add(label(c));
      for (int u = 0; u < WIDTH; u++) {
        weight[c * WIDTH + u] = 8 * centers[c][u] / WIDTH;
      }
    }
    this.head = new Head(labels, WIDTH, weight, new float[CLASSES]);
  }

  static String label(int c) {
    return "class-" + c;
  }

  /** Pixels of the n-th frame, as {@link FrameDecoder} gives them. */
  static byte[] planar(int n) {
    byte[] planar = new byte[SHAPE.bytes()];
    ByteBuffer.wrap(planar).putInt(n % CLASSES).putInt(n);
    return planar;
  }

  Head head() {
    return head;
  }

  TapLayout layout() {
    return layout;
  }

  long framesRun() {
    return frames;
  }

  @Override
  public BundleDescription description() {
    return new BundleDescription(
        "drawn", SHAPE, head.labels(), layout, WIDTH, BundleMethods.unnamed(layout));
  }

  @Override
  public Activations run(List<byte[]> batch, Set<String> gradientTaps) {
    frames += batch.size();
    float[] logits = new float[batch.size() * CLASSES];
    float[] taps = new float[batch.size() * WIDTH];
    for (int i = 0; i < batch.size(); i++) {
      ByteBuffer frame = ByteBuffer.wrap(batch.get(i));
      float[] center = centers[frame.getInt()];
      SplittableRandom random = new SplittableRandom(frame.getInt());
      System.arraycopy(center, 0, taps, i * WIDTH, WIDTH);
      for (int d = 0; d < DIRECTIONS; d++) {
        float far = (float) (random.nextDouble() - 0.5) / (1 + d / 4f);
        for (int u = 0; u < WIDTH; u++) {
          taps[i * WIDTH + u] += far * directions[d][u];
        }
      }
      double[] said = head.logits(Arrays.copyOfRange(taps, i * WIDTH, (i + 1) * WIDTH), 0);
      for (int c = 0; c < CLASSES; c++) {
        logits[i * CLASSES + c] = (float) said[c];
      }
    }
    return new Activations(batch.size(), logits, taps, new float[0]);
  }

  private static float[][] drawn(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[count][WIDTH];
    for (float[] row : rows) {
      for (int u = 0; u < WIDTH; u++) {
        row[u] = (float) random.nextDouble() * 2 - 1;
      }
    }
    return rows;
  }

  @Override
  public void close() {}
}
