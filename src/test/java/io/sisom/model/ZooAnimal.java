package io.sisom.model;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Differences to PyTorch's figures, as shares of the largest of them. */
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
    try (ScoringKernel kernel = ScoringKernel.load(ModelBundle.open(folder), Device.cpu())) {
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
      double gradients = difference(all.tapGradients(), expected.get("tapGradients"), 0.01);
      return new Differences(logits, taps, gradients);
    }
  }

  /**
   * Relative to the largest value, or to {@code floor} where all are smaller: as the exporter's.
   */
  private static double difference(float[] found, JsonNode expected, double floor) {
    if (found.length != expected.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double off = 0;
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      double right = expected.get(i).doubleValue();
      double apart = Math.abs(found[i] - right);
      off = Double.isNaN(apart) ? Double.POSITIVE_INFINITY : Math.max(off, apart);
      largest = Math.max(largest, Math.abs(right));
    }
    boolean telling = largest > floor / 1000; // figures near zero would prove nothing
    return telling ? off / Math.max(largest, floor) : Double.POSITIVE_INFINITY;
  }
}
