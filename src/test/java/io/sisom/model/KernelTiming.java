package io.sisom.model;

import ai.djl.Device;
import io.sisom.frame.FrameShape;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Times a bundle's methods against its plain forward pass, interleaved: arguments are the bundle's
 * folder, batch size, rounds. Prints medians of wall time and, for one thread, of processor time,
 * which other work on the machine disturbs less.
 */
final class KernelTiming {
  private KernelTiming() {}

  public static void main(String[] args) throws BundleException {
    int batch = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    try (ScoringKernel kernel =
        ScoringKernel.load(ModelBundle.open(Path.of(args[0])), Device.cpu())) {
      List<byte[]> frames = frames(batch, kernel.description().input());
      Map<String, Runnable> passes = new LinkedHashMap<>();
      passes.put("plain", () -> kernel.plain(frames));
      passes.put("forward alone", () -> kernel.forward(frames));
      List<String> taps = kernel.description().taps().names();
      for (int first = taps.size() - 1; first >= 0; first--) {
        Set<String> asked = new HashSet<>(taps.subList(first, taps.size()));
        passes.put("gradients from " + taps.get(first), () -> kernel.run(frames, asked));
      }
      report(batch, rounds, passes);
    }
  }

  private static void report(int batch, int rounds, Map<String, Runnable> passes) {
    double[][] wall = new double[passes.size()][rounds];
    double[][] processor = new double[passes.size()][rounds];
    List<Map.Entry<String, Runnable>> named = List.copyOf(passes.entrySet());
    for (int round = -2; round < rounds; round++) {
      for (int i = 0; i < named.size(); i++) {
        long processorStart = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        named.get(i).getValue().run();
        if (round >= 0) {
          wall[i][round] = (System.nanoTime() - start) / 1e6;
          processor[i][round] =
              (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - processorStart)
                  / 1e6;
        }
      }
    }
    for (int i = 0; i < named.size(); i++) {
      System.out.printf(
          "batch %2d  %-24s wall %8.1f ms  %.2f   thread's processor %8.1f ms  %.2f%n",
          batch,
          named.get(i).getKey(),
          median(wall[i]),
          median(wall[i]) / median(wall[0]),
          median(processor[i]),
          median(processor[i]) / median(processor[0]));
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static List<byte[]> frames(int count, FrameShape shape) {
    Random random = new Random(1);
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[shape.bytes()];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return frames;
  }
}
