package io.sisom.bench;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.Activations;
import io.sisom.method.FloatFeatures;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.network.ThreadChoice;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.training.BuildOutcome;
import io.sisom.training.LabeledFeatures;
import io.sisom.training.ReferenceBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Reference sets for a bundle, made from the bench's own frames. */
final class BenchModel {
  private static final int BATCH = 16;
  private static final int LABELED = 720;
  private static final float JITTER = 1e-3f;

  private final ModelBundle bundle;
  private final BenchSettings settings;

  BenchModel(ModelBundle bundle, BenchSettings settings) {
    this.bundle = bundle;
    this.settings = settings;
  }

  ModelBundle bundle() {
    return bundle;
  }

  /**
   * A set for which {@code frames} are ordinary frames: their p-values spread over 0 to 1, so that
   * as many go the way of candidates as in use.
   */
  ReferenceSet reference(SampleFrames frames) throws BundleException {
    FrameDecoder decoder = new FrameDecoder(settings.limits());
    try (ScoringKernel kernel = ScoringKernel.open(bundle, settings.placement())) {
      List<byte[]> pictures = new ArrayList<>();
      for (int n = 0; n < SampleFrames.PICTURES; n++) {
        pictures.add(
            decoder
                .decode(frames.frame(n, "", 1), kernel.description().input())
                .either(
                    DecodedFrame.Pixels::planar,
                    bad -> {
                      throw new IllegalStateException(
                          "the bench cannot decode its own frame: " + bad.reason());
                    }));
      }
      ReferenceBuilder builder =
          new ReferenceBuilder(settings.reference(), bundle.description().taps(), kernel.head());
      return builder
          .build(labeled(kernel, pictures), (done, total) -> {})
          .either(
              BuildOutcome.Built::reference,
              not -> {
                throw new IllegalStateException(
                    "no reference set can be made for the bench: " + not.reason());
              });
    }
  }

  /**
   * The placement of the settings on the threads that a scorer would take for this network, so that
   * what is compared runs on the same.
   */
  Placement placement(ReferenceSet reference) throws BundleException {
    try (ScoringKernel kernel = ScoringKernel.open(bundle, settings.placement())) {
      new ThreadChoice()
          .settle(kernel, bundle.version(), reference.rule().features().gradientTaps());
      return settings.placement().withThreads(kernel.threads());
    }
  }

  /** The pictures again and again with a little noise, and labels in turn. */
  private static LabeledFeatures labeled(ScoringKernel kernel, List<byte[]> pictures) {
    SplittableRandom random = new SplittableRandom(1);
    int classes = kernel.head().classes();
    int width = kernel.description().taps().width();
    float[] logits = new float[LABELED * classes];
    float[] taps = new float[LABELED * width];
    float[] gradients = new float[LABELED * width];
    for (int from = 0; from < LABELED; from += BATCH) {
      List<byte[]> batch =
          IntStream.range(from, from + BATCH)
              .mapToObj(i -> noisy(pictures.get(i % pictures.size()), random))
              .toList();
      Activations said = kernel.run(batch);
      System.arraycopy(said.logits(), 0, logits, from * classes, BATCH * classes);
      System.arraycopy(said.taps(), 0, taps, from * width, BATCH * width);
      System.arraycopy(said.tapGradients(), 0, gradients, from * width, BATCH * width);
    }
    List<String> labels = kernel.head().labels();
    return new LabeledFeatures(
        IntStream.range(0, LABELED).mapToObj(i -> "known-" + i).toList(),
        IntStream.range(0, LABELED)
            .mapToObj(i -> labels.get(i / pictures.size() % classes))
            .toList(),
        logits,
        taps,
        gradients);
  }

  private static byte[] noisy(byte[] picture, SplittableRandom random) {
    byte[] noisy = picture.clone();
    for (int i = 0; i < noisy.length; i++) {
      int level = (noisy[i] & 0xff) + random.nextInt(-2, 3);
      noisy[i] = (byte) Math.max(0, Math.min(255, level));
    }
    return noisy;
  }

  /** The same set with so many known frames that their features take {@code bytes}. */
  static ReferenceSet grown(ReferenceSet set, long bytes) {
    FloatFeatures known = set.known().features();
    int width = known.width();
    int rows = Math.toIntExact(bytes / Float.BYTES / width);
    float[] values = new float[Math.multiplyExact(rows, width)];
    int[] labels = new int[rows];
    SplittableRandom random = new SplittableRandom(2);
    for (int row = 0; row < rows; row++) {
      int source = row % known.rows();
      labels[row] = set.known().labels()[source];
      for (int unit = 0; unit < width; unit++) {
        float jitter = (float) (random.nextDouble() - 0.5) * JITTER;
        values[row * width + unit] = known.values()[source * width + unit] * (1 + jitter);
      }
    }
    return new ReferenceSet(
        set.rule(),
        set.head(),
        new KnownFrames(
            new FloatFeatures(values, rows, width),
            labels,
            IntStream.range(0, rows).mapToObj(row -> "known-" + row).toList()),
        set.form(),
        set.balance(),
        set.ratioAverage(),
        set.calibration(),
        set.fitReport());
  }

  /** Known frames of each label. */
  static int[] countByLabel(ReferenceSet set) {
    int[] counts = new int[set.head().classes()];
    Arrays.stream(set.known().labels()).forEach(label -> counts[label]++);
    return counts;
  }
}
