package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.setting.Settings;
import io.sisom.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoringAppTest {
  private final FrameBatcherTest.Device device = new FrameBatcherTest.Device();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ScoringMetrics metrics = new ScoringMetrics(registry);

  @Test
  void aPlainKafkaSettingWinsOverOurPrefixedDefault(@TempDir Path dir) throws Exception {
    try (FrameBatcher batcher = batcher()) {
      Properties properties =
          ScoringApp.properties(
              config(dir),
              "frames",
              batcher,
              Map.of("compression.type", "lz4", "consumer.max.poll.records", "7"));
      assertThat(properties)
          .containsEntry("compression.type", "lz4")
          .doesNotContainKey("producer.compression.type")
          .containsEntry("consumer.max.poll.records", "7")
          .containsEntry("consumer.auto.offset.reset", "earliest");
    }
  }

  @Test
  void readsAheadNoMoreThanMemoryBears(@TempDir Path dir) throws Exception {
    try (FrameBatcher batcher = batcher()) {
      assertThat(ScoringApp.properties(config(dir), "frames", batcher, Map.of()))
          .containsEntry("consumer.max.poll.records", 100)
          .containsEntry("consumer.max.partition.fetch.bytes", 8 << 20)
          .containsEntry("consumer.receive.buffer.bytes", 1 << 20);
      assertThat(
              ScoringApp.properties(
                  config(dir), "frames", batcher, Map.of("max.partition.fetch.bytes", "5000")))
          .containsEntry("max.partition.fetch.bytes", "5000")
          .doesNotContainKey("consumer.max.partition.fetch.bytes");
    }
  }

  @Test
  void scoresDoNotLingerWhereTheyNeedNoCommit(@TempDir Path dir) throws Exception {
    try (FrameBatcher batcher = batcher()) {
      ScoringConfig exactlyOnce = config(dir);
      assertThat(exactlyOnce.guarantee()).isEqualTo("exactly_once_v2");
      assertThat(ScoringApp.properties(exactlyOnce, "frames", batcher, Map.of()))
          .doesNotContainKey("producer.linger.ms");
      assertThat(ScoringApp.properties(atLeastOnce(dir), "frames", batcher, Map.of()))
          .containsEntry("producer.linger.ms", 0);
      assertThat(
              ScoringApp.properties(
                  atLeastOnce(dir), "frames", batcher, Map.of("producer.linger.ms", "50")))
          .containsEntry("producer.linger.ms", "50");
    }
  }

  @Test
  void aRecordWithoutAPrefetchedScoreIsScoredOnTheSpot(@TempDir Path dir) throws Exception {
    Topics topics = Settings.defaults(Topics.class);
    device.turns.release(100);
    try (FrameBatcher batcher = batcher();
        TopologyTestDriver driver =
            new TopologyTestDriver(
                new ScoringTopology(
                        topics,
                        config(dir),
                        Settings.defaults(AlertConfig.class),
                        Settings.defaults(CandidateConfig.class),
                        batcher,
                        scores -> Map.of(),
                        metrics,
                        registry)
                    .build())) {
      driver
          .createInputTopic(topics.frames(), new ByteArraySerializer(), new ByteArraySerializer())
          .pipeInput(new byte[] {1}, FrameBatcherTest.frame("f1"));
      var letters =
          driver
              .createOutputTopic(
                  topics.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
              .readRecordsToList();
      assertThat(letters).hasSize(1);
      assertThat(letters.get(0).value()).isEqualTo(FrameBatcherTest.frame("f1"));
      assertThat(letters.get(0).headers().lastHeader("__streams.errors.message").value())
          .isEqualTo("f1".getBytes(StandardCharsets.UTF_8));
      assertThat(device.sizes).isEqualTo(List.of(1));
    }
  }

  @Test
  void whatEarlierBuildsLeftIsFoundUnderItsNames(@TempDir Path dir) throws Exception {
    try (FrameBatcher batcher = batcher()) {
      String described =
          new ScoringTopology(
                  Settings.defaults(Topics.class),
                  config(dir),
                  Settings.defaults(AlertConfig.class),
                  Settings.defaults(CandidateConfig.class),
                  batcher,
                  scores -> Map.of(),
                  metrics,
                  registry)
              .build()
              .describe()
              .toString();
      String fleet = described.substring(described.indexOf("Sub-topology: 1"));
      assertThat(fleet)
          .contains("topics: [candidate-pool-repartition]")
          .containsPattern(
              "rank \\(stores: \\[candidate-(pool, candidate-mark|mark, candidate-pool)]")
          .doesNotContain("Sub-topology: 2");
      assertThat(described.substring(0, described.indexOf("Sub-topology: 1")))
          .contains("[episodes]", "[seen-frames]", "partition-mark", "partition-pool");
    }
  }

  private FrameBatcher batcher() {
    FrameLimits limits = FrameLimits.defaults();
    return new FrameBatcher(
        new BatchConfig(4, 1, Duration.ZERO, 8, 1 << 20, 1),
        new FrameReader(limits),
        new FrameDecoder(limits),
        device,
        metrics);
  }

  private static ScoringConfig atLeastOnce(Path dir) {
    return Settings.of(
            Map.of("scoring.state.dir", dir.toString(), "scoring.guarantee", "at_least_once"))
        .bind(ScoringConfig.class);
  }

  private static ScoringConfig config(Path dir) {
    return Settings.of(Map.of("scoring.state.dir", dir.toString())).bind(ScoringConfig.class);
  }
}
