package io.sisom.training;

import io.sisom.method.Head;
import io.sisom.method.TapLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Labeled frames of three well separated kinds, as a network of two taps would see them. */
final class Pool {
  static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 2), new TapLayout.Tap("late", 2, 2)));
  static final Head HEAD = new Head(List.of("bird", "cat", "dog"), 2, new float[6], new float[3]);

  private record Frame(String id, String label, float[] logits, float[] taps) {}

  private final List<Frame> frames;

  private Pool(List<Frame> frames) {
    this.frames = frames;
  }

  /** So many frames of each kind; each frame looks the same in every pool. */
  static Pool of(int birds, int cats, int dogs) {
    Pool pool = new Pool(new ArrayList<>());
    int[] counts = {birds, cats, dogs};
    for (int c = 0; c < counts.length; c++) {
      Random random = new Random(11 + c);
      for (int i = 0; i < counts[c]; i++) {
        float[] taps = new float[4];
        for (int u = 0; u < taps.length; u++) {
          taps[u] = (float) ((u % 3 == c ? 3 : 0) + 0.2 * random.nextGaussian());
        }
        float[] logits = new float[3];
        logits[c] = (float) (6 + random.nextGaussian());
        String label = HEAD.labels().get(c);
        pool.frames.add(new Frame(label + "-" + i, label, logits, taps));
      }
    }
    return pool;
  }

  /** The same and one frame more, all of whose taps are of that value. */
  Pool with(String id, String label, float value) {
    List<Frame> more = new ArrayList<>(frames);
    more.add(new Frame(id, label, new float[3], new float[] {value, value, value, value}));
    return new Pool(more);
  }

  Pool shuffled(long seed) {
    List<Frame> shuffled = new ArrayList<>(frames);
    Collections.shuffle(shuffled, new Random(seed));
    return new Pool(shuffled);
  }

  LabeledFeatures features() {
    float[] logits = new float[3 * frames.size()];
    float[] taps = new float[4 * frames.size()];
    float[] gradients = new float[4 * frames.size()];
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i).logits(), 0, logits, 3 * i, 3);
      System.arraycopy(frames.get(i).taps(), 0, taps, 4 * i, 4);
    }
    Arrays.fill(gradients, 0.5f);
    return new LabeledFeatures(
        frames.stream().map(Frame::id).toList(),
        frames.stream().map(Frame::label).toList(),
        logits,
        taps,
        gradients);
  }
}
