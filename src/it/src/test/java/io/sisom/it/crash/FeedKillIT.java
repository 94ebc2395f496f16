package io.sisom.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.rig.JpegFilm;
import io.sisom.it.rig.SmallMcap;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import io.sisom.wire.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A feed of a recording, killed at random moments and started again with the same command: readers
 * of committed frames see every one exactly once, and in order. {@code -Dsisom.crash.seed} repeats
 * the moments.
 */
@Tag("crash")
class FeedKillIT {
  private static final Instant START = Instant.parse("2016-05-04T12:00:00Z");
  private static final int FRAMES = 3000;
  private static final int KILLS = LongForm.of(2, 12);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Test
  void everyFrameIsThereOnceHoweverOftenTheFeedIsKilled(@TempDir Path dir) throws Exception {
    killed(dir, recording(dir), "10", "mcap");
  }

  @Thorough
  @Test
  void everyPictureOfAFilmIsThereOnceHoweverOftenTheFeedIsKilled(@TempDir Path dir)
      throws Exception {
    Path film = JpegFilm.write(dir.resolve("camera.mjpeg"), FRAMES);
    killed(dir, film, "10", "video", "--rate", "10", "--start", START.toString());
  }

  private static void killed(Path dir, Path file, String speed, String... command)
      throws Exception {
    long seed = ChaosPlan.drawSeed();
    System.out.println("feed kill test: -Dsisom.crash.seed=" + seed);
    Random random = new Random(seed);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of())) {
      Map<String, String> settings = Map.of("kafka.bootstrap.servers", broker.bootstrapServers());
      SisomConfig config = SisomConfig.of(settings);
      try (Admin admin = config.kafka().admin()) {
        new TopicSetup(admin).create(config.topics(), 3, (short) 1, PATIENCE);
      }
      try (TopicReader frames = new TopicReader(config.kafka(), config.topics().frames())) {
        int seen = 0;
        int kills = 0;
        for (int kill = 0; kill < KILLS; kill++) {
          // A hundred frames a second: the recording takes longer than all kills.
          ScorerJvm feed = feed(file, speed, settings, dir.resolve("run-" + kill), command);
          int from = seen;
          int more = 1 + random.nextInt(60);
          seen = frames.until(it -> it.size() >= from + more, PATIENCE).size();
          assertThat(seen).as("%s", feed.said()).isGreaterThanOrEqualTo(from + more);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(700));
          kills += feed.alive() ? 1 : 0;
          feed.kill();
        }
        assertThat(kills).as("feeds killed at work").isPositive();
        try (ScorerJvm feed = feed(file, "0", settings, dir.resolve("last"), command)) {
          frames.until(it -> it.size() >= FRAMES, PATIENCE);
          assertThat(feed.exit(PATIENCE)).as("%s", feed.said()).isZero();
        }
        List<SensorFrame> fed =
            TopicReader.values(SensorFrame.class, frames.during(Duration.ofSeconds(1)));
        assertThat(fed)
            .as("seed %d", seed)
            .extracting(SensorFrame::getFrameId)
            .containsExactlyElementsOf(
                IntStream.range(0, FRAMES).mapToObj(FeedKillIT::frameId).toList());
      }
    }
  }

  private static String frameId(int i) {
    Instant at = at(i);
    return "camera-%d%09d".formatted(at.getEpochSecond(), at.getNano());
  }

  private static Instant at(int i) {
    return START.plusMillis(100L * i);
  }

  private static Path recording(Path dir) throws Exception {
    SmallMcap mcap = new SmallMcap("/camera");
    for (int i = 0; i < FRAMES; i++) {
      mcap.add(at(i));
    }
    return Files.write(dir.resolve("run.mcap"), mcap.finished());
  }

  private static ScorerJvm feed(
      Path file, String speed, Map<String, String> settings, Path dir, String... command)
      throws Exception {
    List<String> words = new ArrayList<>(List.of("io.sisom.cli.Main", "feed"));
    words.addAll(List.of(command));
    words.addAll(List.of(file.toString(), "--speed", speed));
    return ScorerJvm.start(words, settings, dir, List.of());
  }
}
