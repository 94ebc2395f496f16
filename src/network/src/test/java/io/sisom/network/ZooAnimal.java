package io.sisom.network;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.method.Activations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A bundle beside what PyTorch says of a few frames, as {@code ops/exporter/zoo.py} leaves them.
 *
 * @param folder with {@code model.json}, {@code model.pt}, {@code frames.bin}, {@code
 *     expected.json}
 */
record ZooAnimal(Path folder) {
  /**
   * How much one frame's gradients may move where rounding alone puts a unit over a ReLU's edge.
   */
  private static final double EDGE = 3e-2;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Differences to PyTorch's figures, as shares of the largest of them.
   *
   * @param gradients of all frames but one, where that one is off by no more than rounding may do
   */
  record Differences(double logits, double taps, double gradients) {
    double largest() {
      return Math.max(logits, Math.max(taps, gradients));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "logits %.1e, taps %.1e, gradients %.1e", logits, taps, gradients);
    }
  }

  /** The frames, as the network takes them. */
  List<byte[]> frames(int each) throws IOException {
    byte[] all = Files.readAllBytes(folder.resolve("frames.bin"));
    List<byte[]> frames = new ArrayList<>();
    for (int from = 0; from < all.length; from += each) {
      frames.add(Arrays.copyOfRange(all, from, from + each));
    }
    return frames;
  }

  /** Runs the frames through every method that gives figures; the largest differences. */
  Differences measured() throws IOException, BundleException {
    JsonNode expected = JSON.readTree(folder.resolve("expected.json").toFile());
    try (ScoringKernel kernel = ScoringKernel.open(ModelBundle.open(folder), Device.cpu())) {
      List<byte[]> frames = frames(kernel.description().input().bytes());
      Activations all = kernel.run(frames);
      Activations forward = kernel.forward(frames);
      double logits =
          Math.max(
              difference(all.logits(), expected.get("logits"), 1),
              Math.max(
                  difference(forward.logits(), expected.get("logits"), 1),
                  difference(kernel.plain(frames), expected.get("logits"), 1)));
      double taps =
          Math.max(
              difference(all.taps(), expected.get("taps"), 1),
              difference(forward.taps(), expected.get("taps"), 1));
      double[] gradients =
          differences(all.tapGradients(), expected.get("tapGradients"), 0.01, frames.size());
      Arrays.sort(gradients);
      int last = gradients.length - 1;
      return new Differences(
          logits, taps, gradients[last] <= EDGE ? gradients[last - 1] : gradients[last]);
    }
  }

  private static double difference(float[] found, JsonNode expected, double floor) {
    return differences(found, expected, floor, 1)[0];
  }

  /**
   * Of each frame, relative to the largest value of all, or to {@code floor} where all are smaller:
   * as the exporter's.
   */
  private static double[] differences(float[] found, JsonNode expected, double floor, int frames) {
    if (found.length != expected.size()) {
      return new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    }
    double[] off = new double[frames];
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      double right = expected.get(i).doubleValue();
      double apart = Math.abs(found[i] - right);
      int frame = i / (found.length / frames);
      off[frame] = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(off[frame], apart);
      largest = Math.max(largest, Math.abs(right));
    }
    boolean telling = largest > floor / 1000; // figures near zero would prove nothing
    double unit = Math.max(largest, floor);
    return Arrays.stream(off).map(one -> telling ? one / unit : Double.POSITIVE_INFINITY).toArray();
  }
}
