package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import io.sisom.method.DistanceKernel;
import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the CPU here; on a GPU the same code runs with the GPU's products. */
@Tag("numeric")
class DistanceDeviceTest {
  private static final Placement ON_DEVICE =
      Placement.on(Device.cpu()).withDistances(DistancePlace.DEVICE);
  private static final int CLASSES = 4;

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 300, 37",
    "1e-21, 300, 37",
    "1e-30, 90, 1100",
    "1e12, 300, 37",
    "1, 5000, 960",
    "1, 40000, 24"
  })
  void findsWhatASearchOverAllRowsFinds(float scale, int rows, int width) {
    FloatFeatures known = clustered(new Random(1), rows, width, scale);
    int[] labels = new Random(2).ints(rows, 0, CLASSES).toArray();
    Queries queries =
        Queries.of(
            clustered(new Random(3), 70, width, scale),
            new Random(4).ints(70, 0, CLASSES).toArray());
    try (DistanceDevice device = DistanceDevice.of(ON_DEVICE)) {
      assertThat(nearest(known, labels, queries, device.kernel()))
          .isEqualTo(nearest(known, labels, queries, exhaustive()));
    }
  }

  @Test
  void aFrameThatIsKnownIsAtDistanceZero() {
    FloatFeatures known = clustered(new Random(5), 600, 50, 1);
    Queries queries = Queries.of(known, new int[600]);
    try (DistanceDevice device = DistanceDevice.of(ON_DEVICE)) {
      assertThat(nearest(known, new int[600], queries, device.kernel()))
          .allMatch(found -> found.inner() == 0);
    }
  }

  @Test
  void severalThreadsMaySearchAtOnce() {
    FloatFeatures known = clustered(new Random(6), 2000, 64, 1);
    int[] labels = new Random(7).ints(2000, 0, CLASSES).toArray();
    Queries queries = Queries.of(clustered(new Random(8), 500, 64, 1), new int[500]);
    try (DistanceDevice device = DistanceDevice.of(ON_DEVICE)) {
      KnownSet set = KnownSet.of(known, labels, CLASSES, device.kernel());
      assertThat(set.nearestOnAllCores(queries, OuterReading.QUERY, 2, done -> {}))
          .isEqualTo(set.nearest(queries, OuterReading.QUERY, 2));
    }
  }

  @Test
  void aClosedDeviceSearchesNoMore() {
    FloatFeatures known = clustered(new Random(9), 20, 5, 1);
    DistanceDevice device = DistanceDevice.of(ON_DEVICE);
    KnownSet set = KnownSet.of(known, new int[20], 1, device.kernel());
    device.close();
    assertThatThrownBy(() -> set.nearest(Queries.of(known, new int[20]), OuterReading.QUERY, 1))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void namesTheDevice() {
    try (DistanceDevice device = DistanceDevice.of(ON_DEVICE)) {
      assertThat(device.kernel().name()).isEqualTo("matmul-torch-cpu");
    }
  }

  private static DistanceKernel exhaustive() {
    List<DistanceKernel> kernels = DistanceKernel.available();
    return kernels.get(kernels.size() - 1);
  }

  private static Neighbors[] nearest(
      FloatFeatures known, int[] labels, Queries queries, DistanceKernel kernel) {
    return KnownSet.of(known, labels, CLASSES, kernel).nearest(queries, OuterReading.QUERY, 3);
  }

  /** Rows in pairs that lie so near that a float32 product cannot tell them apart. */
  private static FloatFeatures clustered(Random random, int rows, int width, float scale) {
    float[] values = new float[rows * width];
    for (int row = 0; row < rows; row++) {
      for (int u = 0; u < width; u++) {
        int at = row * width + u;
        values[at] =
            row % 2 == 1
                ? values[at - width] * (1 + 0x1p-20f * random.nextFloat())
                : scale * (3 + (float) random.nextGaussian());
      }
    }
    return new FloatFeatures(values, rows, width);
  }
}
