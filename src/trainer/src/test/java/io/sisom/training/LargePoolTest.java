package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.labeling.LabelBook;
import io.sisom.labeling.SettledLabels;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.setting.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A large labeled pool goes the trainer's way: taken in, settled, bounded, seen by a network of 512
 * units (drawn, so that it costs next to nothing), seen again after a restart, and built into a
 * reference set. Frames are small; records, pixels and rows lie as real ones do.
 */
class LargePoolTest {
  private static final long BYTES = Long.getLong("sisom.pool.bytes", 1L << 30);

  @TempDir Path folder;

  @Test
  void aThousandLabelsCostWhatIsNew() {
    run(1_000, 100, 1L << 20);
  }

  @Test
  @Tag("slow")
  void moreLabelsThanMemoryHoldsMakeAVersionAllTheSame() {
    for (String labels : System.getProperty("sisom.pool.labels", "10000,100000").split(",")) {
      run(Integer.parseInt(labels), Integer.parseInt(labels) / 100, BYTES);
    }
  }

  private void run(int labels, int later, long memoryBytes) {
    try (DrawnNetwork network = new DrawnNetwork();
        PixelStore pixels =
            new PixelStore(
                folder.resolve("pixels-" + labels), network.description().input().bytes())) {
      LabelBook book = new LabelBook();
      LabelIntake intake =
          new LabelIntake(
              new FrameDecoder(FrameLimits.defaults()),
              network.description().input(),
              pixels,
              book);
      PoolBound bound = PoolBound.of(memoryBytes, DrawnNetwork.CLASSES, DrawnNetwork.WIDTH, false);
      Path rows = folder.resolve("rows-" + labels);
      Steps steps = new Steps(labels);

      take(intake, 0, labels);
      steps.done("taken in");
      SettledLabels settled = bound.of(book.settle());
      steps.done("settled, of which " + settled.byFrame().size() + " make a version");
      PoolFeatures first = seen(network, rows, settled, pixels);
      steps.done("seen by the network");
      assertThat(network.framesRun()).isEqualTo(settled.byFrame().size());
      assertThat(settled.byFrame().size()).isEqualTo(Math.min(labels, bound.frames() / 10 * 10));
      LabeledFeatures before = first.features(settled);
      first = new PoolFeatures();

      PoolFeatures again = seen(network, rows, settled, pixels);
      steps.done("seen after a restart");
      assertThat(network.framesRun()).as("from disk").isEqualTo(settled.byFrame().size());
      LabeledFeatures after = again.features(settled);
      assertThat(after.taps()).isEqualTo(before.taps());
      assertThat(after.logits()).isEqualTo(before.logits());

      long seen = network.framesRun();
      take(intake, labels, labels + later);
      SettledLabels more = bound.of(book.settle());
      again = seen(network, rows, more, pixels);
      steps.done(later + " more labels, settled and seen after a restart");
      assertThat(network.framesRun() - seen).isLessThanOrEqualTo(later);

      LabeledFeatures frames = again.features(more);
      ReferenceConfig config = ReferenceConfig.from(Settings.of(Map.of("score.profile", "lean")));
      BuildOutcome built =
          new ReferenceBuilder(config, network.layout(), network.head())
              .build(frames, (done, all) -> {});
      steps.done("built");
      assertThat(built).isInstanceOf(BuildOutcome.Built.class);
    }
  }

  private static PoolFeatures seen(
      DrawnNetwork network, Path folder, SettledLabels settled, PixelStore pixels) {
    PoolFeatures table = new PoolFeatures();
    try (RowFolder taken = RowFolder.open(folder, 8L << 30, Clock.systemUTC()).orElseThrow();
        NetworkRows rows = NetworkRows.open(taken, new byte[RowSegment.HASH_BYTES])) {
      table.fill(
          network, Set.of(), settled.byFrame().keySet(), pixels::get, rows, 64, (done, all) -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static void take(LabelIntake intake, int from, int to) {
    for (int n = from; n < to; n++) {
      SensorFrame frame =
          SensorFrame.newBuilder()
              .setFrameId("robot-%04d/camera/%09d".formatted(n % 3000, n))
              .setSensorId("robot-%04d/camera".formatted(n % 3000))
              .setCapturedAt(Instant.ofEpochMilli(n))
              .setEncoding("rgb8-planar")
              .setWidth(32)
              .setHeight(32)
              .setContent(ByteBuffer.wrap(DrawnNetwork.planar(n)))
              .build();
      LabeledFrame labeled =
          LabeledFrame.newBuilder()
              .setFrame(frame)
              .setLabel(DrawnNetwork.label(n % DrawnNetwork.CLASSES))
              .setAnnotator("annotator-" + n % 5)
              .setLabeledAt(Instant.ofEpochMilli(n))
              .build();
      String key = frame.getFrameId() + "|" + labeled.getAnnotator();
      assertThat(
              intake.take(new LabelChange.Given(key, new LabelChange.Place(n % 8, n / 8), labeled)))
          .isTrue();
    }
  }

  /** Prints what each step took, and the memory that stays taken after it. */
  private static final class Steps {
    private final List<String> names = new ArrayList<>();
    private final int labels;
    private long since = System.nanoTime();

    Steps(int labels) {
      this.labels = labels;
    }

    void done(String what) {
      double seconds = (System.nanoTime() - since) / 1e9;
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long used = runtime.totalMemory() - runtime.freeMemory();
      names.add(what);
      System.out.printf(
          "%,d labels, step %d: %s: %.1f s, %d MB in use%n",
          labels, names.size(), what, seconds, used >> 20);
      since = System.nanoTime();
    }
  }
}
