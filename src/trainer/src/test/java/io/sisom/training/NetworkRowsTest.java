package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkRowsTest {
  private static final byte[] ONE = network(1);
  private static final byte[] OTHER = network(2);
  private static final long ROOM = 1 << 20;
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path folder;

  @Test
  void aRowOutlastsTheProcessToTheLastBit() throws IOException {
    FeatureRow row = row(7);
    try (RowFolder first = open(ROOM);
        NetworkRows rows = NetworkRows.open(first, ONE)) {
      rows.add(pixels(7), row);
      assertThat(rows.find(pixels(7))).hasValueSatisfying(found -> assertSame(found, row));
    }
    try (RowFolder second = open(ROOM);
        NetworkRows rows = NetworkRows.open(second, ONE)) {
      assertThat(rows.find(pixels(7))).hasValueSatisfying(found -> assertSame(found, row));
      assertThat(rows.find(pixels(8))).isEmpty();
    }
  }

  @Test
  void rowsOfAnotherNetworkAreNotGivenOut() throws IOException {
    try (RowFolder taken = open(ROOM)) {
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        rows.add(pixels(1), row(1));
      }
      try (NetworkRows rows = NetworkRows.open(taken, OTHER)) {
        assertThat(rows.find(pixels(1))).isEmpty();
        rows.add(pixels(1), row(2));
      }
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        assertThat(rows.find(pixels(1))).hasValueSatisfying(found -> assertSame(found, row(1)));
      }
    }
  }

  @Test
  void everyDamagedBitIsNoticedAndTheRowComputedAgain() throws IOException {
    try (RowFolder taken = open(ROOM)) {
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        rows.add(pixels(1), row(1));
        rows.add(pixels(2), row(2));
      }
      Path file = files().get(0);
      byte[] sound = Files.readAllBytes(file);
      int header = sound.length - 2 * (36 + 4 * 7);
      Random random = new Random(5);
      for (int trial = 0; trial < 60; trial++) {
        byte[] damaged = sound.clone();
        int at = header + random.nextInt(36 + 4 * 7);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        Files.write(file, damaged);
        try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
          assertThat(rows.find(pixels(1))).as("byte %d", at).isEmpty();
          assertThat(rows.find(pixels(2))).hasValueSatisfying(found -> assertSame(found, row(2)));
          rows.add(pixels(1), row(1));
          assertThat(rows.find(pixels(1))).hasValueSatisfying(found -> assertSame(found, row(1)));
        }
      }
    }
  }

  @Test
  void aRowThatACrashLeftHalfWrittenIsWrittenOver() throws IOException {
    try (RowFolder taken = open(ROOM)) {
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        rows.add(pixels(1), row(1));
        rows.add(pixels(2), row(2));
      }
      try (RandomAccessFile file = new RandomAccessFile(files().get(0).toFile(), "rw")) {
        file.setLength(file.length() - 5);
      }
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        assertThat(rows.find(pixels(1))).isPresent();
        assertThat(rows.find(pixels(2))).isEmpty();
        rows.add(pixels(3), row(3));
      }
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        assertThat(rows.size()).isEqualTo(2);
        assertThat(rows.find(pixels(3))).hasValueSatisfying(found -> assertSame(found, row(3)));
      }
    }
  }

  @Test
  void aFileWithAnotherBeginningIsDeleted() throws IOException {
    Files.write(folder.resolve("nonsense.rows"), new byte[300]);
    Files.write(folder.resolve("short.rows"), new byte[3]);
    try (RowFolder taken = open(ROOM);
        NetworkRows rows = NetworkRows.open(taken, ONE)) {
      assertThat(rows.size()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void theFolderStaysWithinItsBoundAndTheOldestRowsGoFirst() throws IOException {
    long bound = 16 * 1000;
    try (RowFolder taken = open(bound)) {
      try (NetworkRows other = NetworkRows.open(taken, OTHER)) {
        for (int i = 0; i < 20; i++) {
          other.add(pixels(i), row(i));
        }
      }
      try (NetworkRows rows = NetworkRows.open(taken, ONE)) {
        for (int i = 0; i < 1000; i++) {
          rows.add(pixels(i), row(i));
          assertThat(bytes()).isLessThanOrEqualTo(bound + 36 + 4 * 7);
        }
        assertThat(rows.find(pixels(999))).isPresent();
        assertThat(rows.find(pixels(0))).isEmpty();
        assertThat(rows.size()).isBetween(150, 300);
      }
      try (NetworkRows other = NetworkRows.open(taken, OTHER)) {
        assertThat(other.size()).as("not used for the longest time").isZero();
      }
    }
  }

  @Test
  void oneProcessKeepsRowsInAFolder() throws IOException {
    try (RowFolder taken = open(ROOM)) {
      assertThat(taken.fileBytes()).isPositive();
      assertThat(RowFolder.open(folder, ROOM, CLOCK)).isEmpty();
    }
    assertThat(RowFolder.open(folder, 0, CLOCK)).as("nothing is to be kept").isEmpty();
    open(ROOM).close();
  }

  @Test
  void afterARestartTheNetworkRunsOnNewFramesAlone() throws IOException {
    SeeingNetwork network = new SeeingNetwork();
    Map<String, byte[]> pool = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      byte[] planar = new byte[network.description().input().bytes()];
      new Random(i).nextBytes(planar);
      pool.put("frame-" + i, planar);
    }
    PoolFeatures first = new PoolFeatures();
    try (RowFolder taken = open(ROOM);
        NetworkRows rows = NetworkRows.open(taken, ONE)) {
      List<String> older = pool.keySet().stream().sorted().limit(25).toList();
      first.fill(network, Set.of("quarters"), older, pool::get, rows, 4, (done, all) -> {});
    }
    assertThat(network.framesRun()).isEqualTo(25);

    PoolFeatures second = new PoolFeatures();
    try (RowFolder taken = open(ROOM);
        NetworkRows rows = NetworkRows.open(taken, ONE)) {
      second.fill(
          network, Set.of("quarters"), pool.keySet(), pool::get, rows, 4, (done, all) -> {});
    }
    assertThat(network.framesRun()).as("25 and the 5 new ones").isEqualTo(30);

    PoolFeatures fresh = new PoolFeatures();
    fresh.fill(
        network,
        Set.of("quarters"),
        pool.keySet(),
        pool::get,
        StoredRows.NONE,
        4,
        (done, all) -> {});
    List<String> ids = new ArrayList<>(pool.keySet());
    assertThat(second.batch(ids).taps()).isEqualTo(fresh.batch(ids).taps());
    assertThat(second.batch(ids).logits()).isEqualTo(fresh.batch(ids).logits());
    assertThat(second.batch(ids).tapGradients()).isEqualTo(fresh.batch(ids).tapGradients());
  }

  private RowFolder open(long bytes) {
    return RowFolder.open(folder, bytes, CLOCK).orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.toString().endsWith(".rows")).toList();
    }
  }

  private long bytes() throws IOException {
    long sum = 0;
    for (Path file : files()) {
      sum += Files.size(file);
    }
    return sum;
  }

  private static byte[] network(int n) {
    byte[] network = new byte[32];
    network[0] = (byte) n;
    return network;
  }

  private static byte[] pixels(int n) {
    return new byte[] {(byte) n, (byte) (n >> 8), 3};
  }

  private static FeatureRow row(int n) {
    float[] taps = {n, -0.0f, Float.NaN};
    return new FeatureRow(new float[] {n / 3f}, taps, new float[] {1e-40f, n, n * n});
  }

  private static void assertSame(FeatureRow found, FeatureRow expected) {
    assertThat(found.logits()).isEqualTo(expected.logits());
    assertThat(found.taps()).isEqualTo(expected.taps());
    assertThat(found.tapGradients()).isEqualTo(expected.tapGradients());
  }
}
