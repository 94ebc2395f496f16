package io.sisom.scoring;

import ai.djl.Device;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Shortlist;
import io.sisom.network.DeviceSearch;
import io.sisom.network.DistancePlace;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the nearest known frames are looked for, where nobody set it. A CPU that lists them would
 * take the time from Java's own search, so there Java searches. On a GPU both ways are timed when a
 * version is loaded, and not again while rule, classes and the size of the known set, within a
 * factor of two, stay. A search that was never run is compiled while it is timed, so rounds go on
 * until they get no faster.
 */
final class DistanceChoice {
  private static final Logger log = LoggerFactory.getLogger(DistanceChoice.class);
  private static final int FRAMES = 32;
  private static final int LEAST_ROUNDS = 20;

  /** So many rounds without a faster one end the timing. */
  private static final int STEADY_ROUNDS = 10;

  private static final double FASTER = 0.97;
  private static final long MAX_NANOS = 3_000_000_000L;

  private final Predicate<Device> worthTiming;
  private @Nullable String timed;
  private boolean device;

  /** Times both ways on a GPU. */
  DistanceChoice() {
    this(Device::isGpu);
  }

  /** Times both ways on such devices. */
  DistanceChoice(Predicate<Device> worthTiming) {
    this.worthTiming = worthTiming;
  }

  /** A search on the kernel's device, which the caller closes; null where Java is to search. */
  @Nullable DeviceSearch settle(ScoringKernel kernel, FrameScorer scorer) {
    DistancePlace place = kernel.placement().distances();
    String shape = shape(kernel, scorer.reference());
    boolean open = place == DistancePlace.AUTO;
    if (place == DistancePlace.CPU
        || (open && !worthTiming.test(kernel.placement().device()))
        || (open && shape.equals(timed) && !device)) {
      return null;
    }
    DeviceSearch search = DeviceSearch.of(kernel, scorer).orElse(null);
    if (search == null || place == DistancePlace.DEVICE || shape.equals(timed)) {
      return search;
    }
    device = isFaster(search, scorer);
    timed = shape;
    if (!device) {
      search.close();
    }
    return device ? search : null;
  }

  private static String shape(ScoringKernel kernel, ReferenceSet reference) {
    int size = Integer.numberOfLeadingZeros(reference.known().labels().length);
    return kernel.placement().device()
        + " 2^-"
        + size
        + " "
        + reference.head().classes()
        + " "
        + reference.rule();
  }

  private static boolean isFaster(DeviceSearch search, FrameScorer scorer) {
    Sample sample = Sample.of(scorer.reference());
    if (sample.labels().length == 0) {
      return false;
    }
    int classes = scorer.reference().head().classes();
    double java = best(() -> scorer.nearest(sample.features(), sample.labels()), System::nanoTime);
    double onDevice =
        best(
            () -> {
              Shortlist list = search.list(sample.features(), sample.labels(), classes);
              scorer.nearest(sample.features(), sample.labels(), list);
            },
            System::nanoTime);
    boolean faster = onDevice < java;
    log.atInfo()
        .addKeyValue("takes", faster ? "device" : "cpu")
        .addKeyValue("java.us", Math.round(java / 1000 / sample.labels().length))
        .addKeyValue("device.us", Math.round(onDevice / 1000 / sample.labels().length))
        .addKeyValue("known", scorer.reference().known().labels().length)
        .log("device.distances is auto: microseconds a frame, timed");
    return faster;
  }

  /** Nanoseconds of the fastest round. */
  static double best(Runnable round, LongSupplier nanos) {
    double best = Double.POSITIVE_INFINITY;
    double mark = Double.POSITIVE_INFINITY;
    int improved = 0;
    long started = nanos.getAsLong();
    for (int i = 1;
        (i <= LEAST_ROUNDS || i - improved <= STEADY_ROUNDS)
            && (i == 1 || nanos.getAsLong() - started < MAX_NANOS);
        i++) {
      long began = nanos.getAsLong();
      round.run();
      double took = nanos.getAsLong() - began;
      if (took < mark * FASTER) {
        mark = took;
        improved = i;
      }
      best = Math.min(best, took);
    }
    return best;
  }

  /** Midway between two known frames of a class: as far from both as frames are that come. */
  private record Sample(FloatFeatures features, int[] labels) {
    static Sample of(ReferenceSet reference) {
      FloatFeatures known = reference.known().features();
      int[] labels = reference.known().labels();
      List<int[]> pairs = new ArrayList<>();
      int[] latest = new int[reference.head().classes()];
      Arrays.fill(latest, -1);
      int step = Math.max(1, labels.length / (4 * FRAMES));
      for (int row = 0; row < labels.length && pairs.size() < FRAMES; row += step) {
        int other = latest[labels[row]];
        if (other >= 0 && known.isFinite(row) && known.isFinite(other)) {
          pairs.add(new int[] {row, other});
        }
        latest[labels[row]] = row;
      }
      int width = known.width();
      float[] values = new float[pairs.size() * width];
      for (int i = 0; i < pairs.size(); i++) {
        for (int u = 0; u < width; u++) {
          values[i * width + u] =
              known.values()[pairs.get(i)[0] * width + u] / 2
                  + known.values()[pairs.get(i)[1] * width + u] / 2;
        }
      }
      return new Sample(
          new FloatFeatures(values, pairs.size(), width),
          pairs.stream().mapToInt(pair -> labels[pair[0]]).toArray());
    }
  }
}
