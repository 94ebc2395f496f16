package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.SmallMcap;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.TopicSetup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings onto a broker, from the command line. */
class FeedRecordingIT {
  private static final Instant START = Instant.parse("2016-05-04T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;
  private EmbeddedBroker broker;
  private SisomConfig config;

  FeedRecordingIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void startTheBroker() throws Exception {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of());
    config = SisomConfig.of(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()));
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin).create(config.topics(), 2, (short) 1, PATIENCE);
    }
  }

  @AfterEach
  void stopTheBroker() {
    broker.close();
  }

  @Test
  void aFileThatHasGrownGoesOnWhateverItIsCalled() throws Exception {
    SmallMcap recorder = new SmallMcap("/camera/image");
    for (int i = 0; i < 5; i++) {
      recorder.add(START.plusSeconds(i));
    }
    byte[] early = recorder.bytes();
    recorder.add(START.plusSeconds(5)).add(START.plusSeconds(6));
    Path cut =
        Files.write(dir.resolve("run.mcap"), Arrays.copyOf(recorder.bytes(), early.length + 40));
    Run first = feed("mcap", cut.toString(), "--robot", "r1");
    assertThat(first.exitCode()).as(first.err()).isEqualTo(3);
    assertThat(first.err()).contains("DAMAGED: run.mcap at ");
    assertThat(first.out()).contains("5 frames on sensor-frames");

    Path grown = Files.write(dir.resolve("renamed.bin"), recorder.finished());
    Run second = feed("recording", grown.toString(), "--robot", "r1");
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(second.out()).as(second.err()).contains("2 frames on sensor-frames");
    assertThat(second.err()).contains("5 of renamed.bin");
    Run third = feed("recording", grown.toString(), "--robot", "r1");
    assertThat(third.out()).contains("0 frames on sensor-frames");

    List<SensorFrame> frames = frames(7);
    assertThat(frames).extracting(SensorFrame::getFrameId).doesNotHaveDuplicates().hasSize(7);
    assertThat(frames.get(0).getFrameId()).isEqualTo("r1/camera/image-1462363200000000000");
    assertThat(frames).extracting(SensorFrame::getCapturedAt).startsWith(START);
  }

  @Test
  void restartFeedsTheSameFramesUnderTheSameIds() throws Exception {
    Path file = recording("run.mcap", 0, 4);
    feed("mcap", file.toString());
    Run again = feed("mcap", file.toString(), "--restart", "--time", "recorded");
    assertThat(again.out()).as(again.err()).contains("4 frames on");
    List<SensorFrame> frames = frames(8);
    assertThat(frames.subList(4, 8)).isEqualTo(frames.subList(0, 4));
  }

  @Test
  void aFolderIsFedInTimeOrderWithOneShiftOverItsSplits() throws Exception {
    Path folder = Files.createDirectory(dir.resolve("split"));
    recording("split/a_1.mcap", 3, 6);
    recording("split/b_0.mcap", 0, 3);
    Files.writeString(folder.resolve("metadata.yaml"), "rosbag2_bagfile_information:");
    Instant before = Instant.now();
    Run run = feed("recording", folder.toString(), "--time", "shift", "--sensor", "cam");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<SensorFrame> frames = frames(6);
    assertThat(frames).extracting(SensorFrame::getFrameId).isSorted();
    Instant first = frames.get(0).getCapturedAt();
    assertThat(first).isBetween(before.minusMillis(1), Instant.now());
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).getCapturedAt()).isEqualTo(first.plusSeconds(i));
    }
  }

  @Test
  void framesThatKafkaRefusesAreNamedAndTheRestIsFed() throws Exception {
    Path file = recording("run.mcap", 0, 3);
    SmallMcap one = new SmallMcap("/camera");
    long most = one.add(START).bytes().length;
    Run run = feed("mcap", file.toString(), "--set", "kafka.max.request.size=" + most / 4);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("LEFT OUT: ", "too many for topic sensor-frames");
    assertThat(run.out()).contains("0 frames on");
  }

  @Test
  void aFeedOfWhichKafkaTakesNothingEnds() throws Exception {
    Path file = recording("run.mcap", 0, 200);
    Run run = feed("mcap", file.toString(), "--set", "kafka.max.request.size=600");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("Kafka refuses every frame").doesNotContain("\tat ");
  }

  @Test
  void recordingsThatBeginAlikeAreNotMistakenForEachOther() throws Exception {
    Path one = recording("one.mcap", 0, 3);
    SmallMcap other = new SmallMcap("/camera").add(START);
    other.add(START.plusSeconds(100)).add(START.plusSeconds(101)).add(START.plusSeconds(102));
    Path two = Files.write(dir.resolve("two.mcap"), other.finished());
    assertThat(feed("mcap", one.toString()).out()).contains("3 frames on");
    Run second = feed("mcap", two.toString());
    assertThat(second.out()).contains("4 frames on");
    assertThat(second.err()).contains("two.mcap begins like a recording that was fed before");
    assertThat(feed("mcap", one.toString()).out()).contains("0 frames on");
    assertThat(feed("mcap", two.toString()).out()).contains("0 frames on");
  }

  @Test
  void whatIsChosenIsFedAndAnotherChoiceIsAnotherFeed() throws Exception {
    Path file = recording("run.mcap", 0, 10);
    String[] some = {"mcap", file.toString(), "--every", "2s", "--since", "1", "--until", "8"};
    assertThat(feed(some).out()).contains("4 frames on");
    assertThat(feed(some).out()).contains("0 frames on");
    Run all = feed("bag", file.toString(), "--distinct");
    assertThat(all.out()).contains("10 frames on");
    assertThat(all.err()).contains("run.mcap is MCAP, and is fed as that");
    Run none = feed("mcap", file.toString(), "--topic", "/lidar*");
    assertThat(none.exitCode()).isEqualTo(1);
    assertThat(none.err()).contains("no topic with pictures", "not chosen");
    assertThat(frames(14))
        .extracting(SensorFrame::getCapturedAt)
        .startsWith(START.plusSeconds(1), START.plusSeconds(3), START.plusSeconds(5));
  }

  @Test
  void inspectShowsWhatWouldBeFedWithoutKafka() throws Exception {
    Path file = recording("run.mcap", 0, 3);
    Run run = Shell.run("feed", "inspect", file.toString(), "--output", "json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    JsonNode topic = new ObjectMapper().readTree(run.out()).at("/topics/0");
    assertThat(topic.get("messages").asInt()).isEqualTo(3);
    assertThat(topic.get("rate").asDouble()).isEqualTo(1);
    assertThat(topic.get("feeding").asText()).isEqualTo("fed as camera");
    assertThat(topic.at("/clocks/header/taken").asInt()).isEqualTo(3);
    assertThat(topic.get("spreadNanos").asLong()).isEqualTo(5_000_000);
  }

  private Path recording(String name, int from, int to) throws Exception {
    SmallMcap mcap = new SmallMcap("/camera");
    for (int i = from; i < to; i++) {
      mcap.add(START.plusSeconds(i));
    }
    return Files.write(dir.resolve(name), mcap.finished());
  }

  private Run feed(String... arguments) {
    List<String> words = new ArrayList<>(List.of("feed"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--set", "kafka.bootstrap.servers=" + broker.bootstrapServers()));
    return Shell.run(words.toArray(String[]::new));
  }

  /** All frames, in the order of their partition: there is one sensor in each test. */
  private List<SensorFrame> frames(int count) throws Exception {
    try (TopicReader reader = new TopicReader(config.kafka(), config.topics().frames())) {
      reader.until(it -> it.size() >= count, PATIENCE);
      return TopicReader.values(SensorFrame.class, reader.during(Duration.ofMillis(300)));
    }
  }
}
