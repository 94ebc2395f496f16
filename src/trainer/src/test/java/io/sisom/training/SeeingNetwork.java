package io.sisom.training;

import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleMethods;
import io.sisom.network.Network;
import java.util.List;
import java.util.Set;

/** A network that sees the brightness of each quarter of a frame, and counts what it is shown. */
final class SeeingNetwork implements Network {
  static final Head HEAD = new Head(List.of("top", "bottom"), 4, new float[8], new float[2]);
  private static final TapLayout LAYOUT =
      new TapLayout(
          List.of(new TapLayout.Tap("quarters", 0, 4), new TapLayout.Tap("halves", 4, 2)));
  private static final FrameShape SHAPE = new FrameShape(3, 8, 8);

  private int frames;

  /** Frames it ran on so far. */
  int framesRun() {
    return frames;
  }

  @Override
  public BundleDescription description() {
    return new BundleDescription(
        "seeing", SHAPE, HEAD.labels(), LAYOUT, 4, BundleMethods.unnamed(LAYOUT));
  }

  @Override
  public Activations run(List<byte[]> batch, Set<String> gradientTaps) {
    frames += batch.size();
    int n = batch.size();
    float[] logits = new float[2 * n];
    float[] taps = new float[6 * n];
    float[] gradients = new float[6 * n];
    for (int i = 0; i < n; i++) {
      float[] quarters = quarters(batch.get(i));
      System.arraycopy(quarters, 0, taps, 6 * i, 4);
      taps[6 * i + 4] = quarters[0] + quarters[1];
      taps[6 * i + 5] = quarters[2] + quarters[3];
      logits[2 * i] = 8 * (taps[6 * i + 4] - taps[6 * i + 5]);
      for (int u = 0; u < 6; u++) {
        gradients[6 * i + u] = u % 2 == 0 ? 0.5f : -0.25f;
      }
    }
    return new Activations(n, logits, taps, gradientTaps.isEmpty() ? new float[0] : gradients);
  }

  private static float[] quarters(byte[] planar) {
    float[] quarters = new float[4];
    for (int i = 0; i < planar.length; i++) {
      int y = i / 8 % 8;
      int x = i % 8;
      quarters[y / 4 * 2 + x / 4] += (planar[i] & 0xff) / (255f * planar.length / 4);
    }
    return quarters;
  }

  @Override
  public void close() {}
}
