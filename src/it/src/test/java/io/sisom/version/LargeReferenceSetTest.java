package io.sisom.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.KnownSet;
import io.sisom.method.Neighbors;
import io.sisom.method.OuterReading;
import io.sisom.method.Queries;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.schema.ReferenceManifest;
import io.sisom.setting.Settings;
import io.sisom.testkit.LongForm;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large reference set is written, published in chunks, followed, loaded and searched. A million
 * known frames of 512 units with {@code -Dsisom.known=1000000}, which takes a heap of 8 GB, 7 GB of
 * disk and some minutes.
 */
class LargeReferenceSetTest {
  private static final int WIDTH = 512;
  private static final int CLASSES = 10;
  private static final int DIRECTIONS = 24;
  private static final int QUERIES = 64;
  private static final int KNOWN = Integer.getInteger("sisom.known", LongForm.of(3_000, 100_000));
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final float[][] centers = drawn(CLASSES, 1);
  private final float[][] directions = drawn(DIRECTIONS, 2);
  private long since = System.nanoTime();

  @Test
  void aLargeSetIsPublishedLoadedAndSearched(@TempDir Path dir) throws Exception {
    Path written = dir.resolve("reference.safetensors");
    ReferenceSetFile.write(set(), written);
    long bytes = Files.size(written);
    done("written, " + (bytes >> 20) + " MB");

    ReferenceStoreConfig config =
        Settings.defaults(ReferenceStoreConfig.class).in(dir.resolve("cache"));
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Topics topics = Settings.defaults(Topics.class);
      Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
      try (Admin admin = Admin.create(client)) {
        new TopicSetup(admin).create(topics, 1, (short) 1, PATIENCE);
      }
      ReferenceTopic references =
          new ReferenceTopic(client, topics.references(), WriterSchemas.none());
      done("broker");
      new VersionPublisher(references, config, Clock.systemUTC())
          .publish(about(), Map.of("reference", BlobSource.of(written)), PublishProgress.NONE);
      done("published");
      Files.delete(written);
      try (VersionFollower follower = VersionFollower.start(references, config, new Taking())) {
        assertThat(follower.awaitFirst(PATIENCE)).isTrue();
        done("followed and verified");
        search(file(follower), bytes);
      }
    }
  }

  private static Path file(VersionFollower follower) {
    return Objects.requireNonNull(
        follower.current().orElseThrow().files().get("reference"), "the published file");
  }

  private void search(Path file, long bytes) throws Exception {
    assertThat(file).hasSize(bytes);
    KnownFrames known = ReferenceSetFile.read(file).known();
    done("read");
    assertThat(known.size()).isEqualTo(KNOWN);
    KnownSet set = KnownSet.of(known.features(), known.labels(), CLASSES);
    done("indexed");
    // Some known frames look for their neighbors among the others, one at its own place.
    int[] rows = IntStream.range(0, QUERIES).map(i -> i * (KNOWN / QUERIES)).toArray();
    int[] labels = IntStream.of(rows).map(row -> known.labels()[row]).toArray();
    FloatFeatures frames = known.features().select(rows);
    for (int round = 0; round < 5; round++) {
      Neighbors[] found = set.nearest(new Queries(frames, labels, rows), OuterReading.QUERY, 10);
      done(QUERIES + " frames searched");
      assertThat(found).allMatch(it -> it.inner() > 0 && it.outer() > it.inner());
    }
    Neighbors[] itself = set.nearest(Queries.of(frames, labels), OuterReading.QUERY, 1);
    for (int i = 0; i < QUERIES; i++) {
      assertThat(itself[i].inner()).isZero();
      assertThat(itself[i].innerRow()).isEqualTo(rows[i]);
    }
  }

  private ReferenceSet set() {
    TapLayout layout =
        new TapLayout(
            List.of(
                new TapLayout.Tap("middle", 0, WIDTH / 2),
                new TapLayout.Tap("last", WIDTH / 2, WIDTH / 2)));
    float[] values = new float[KNOWN * WIDTH];
    int[] labels = new int[KNOWN];
    List<String> ids = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (int row = 0; row < KNOWN; row++) {
      labels[row] = row % CLASSES;
      ids.add("robot-%04d/camera/%09d".formatted(row % 3000, row));
      draw(random, labels[row], values, row * WIDTH);
    }
    Calibration scores = Calibration.of(1, 2, 3);
    return new ReferenceSet(
        ScoreOptions.lean().rule(layout, new double[] {1, 1}),
        new Head(
            IntStream.range(0, CLASSES).mapToObj(c -> "class-" + c).toList(),
            WIDTH / 2,
            new float[CLASSES * WIDTH / 2],
            new float[CLASSES]),
        new KnownFrames(new FloatFeatures(values, KNOWN, WIDTH), labels, ids),
        ScoreForm.ZSCORE,
        new Balance(0.5, 0, 1, 0, 1),
        0.5,
        new CalibrationScores(scores, scores, scores),
        "");
  }

  private void draw(SplittableRandom random, int label, float[] values, int at) {
    System.arraycopy(centers[label], 0, values, at, WIDTH);
    for (int d = 0; d < DIRECTIONS; d++) {
      float far = 2 * (float) (random.nextDouble() - 0.5) / (d + 1);
      for (int u = 0; u < WIDTH; u++) {
        values[at + u] += far * directions[d][u];
      }
    }
  }

  private static float[][] drawn(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[count][WIDTH];
    for (float[] row : rows) {
      for (int u = 0; u < WIDTH; u++) {
        row[u] = (float) random.nextDouble() - 0.5f;
      }
    }
    return rows;
  }

  private static ReferenceManifest.Builder about() {
    return ReferenceManifest.newBuilder()
        .setModelVersion("drawn@1")
        .setLabels(IntStream.range(0, CLASSES).mapToObj(c -> "class-" + c).toList())
        .setKnownByLabel(Map.of("class-0", KNOWN))
        .setKnownFrames(KNOWN)
        .setPooledFrames(KNOWN)
        .setCalibrationFrames(3)
        .setForm("zscore")
        .setRatioAverage(0.5)
        .setWeight(0.5)
        .setAccuracy(0.9);
  }

  private void done(String what) {
    double seconds = (System.nanoTime() - since) / 1e9;
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "%,d known frames: %s: %.2f s, %d MB of heap in use%n",
        KNOWN, what, seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    since = System.nanoTime();
  }

  private static final class Taking implements VersionListener {
    @Override
    public Optional<Refusal> onVersion(PublishedVersion version) {
      return Optional.empty();
    }

    @Override
    public void onRefused(long version, Refusal reason) {
      throw new IllegalStateException(reason.message());
    }
  }
}
