package io.sisom.alert;

import static io.sisom.alert.Scores.familiar;
import static io.sisom.alert.Scores.novel;
import static io.sisom.alert.Scores.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertProcessorTest {
  private final Path dir;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final AlertMetrics metrics = new AlertMetrics(registry);

  AlertProcessorTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void sendsAnEpisodeUnderItsSensor() {
    try (Run run = new Run(Map.of())) {
      run.see(novel("a", 0), novel("b", 100), novel("c", 200), familiar("d", 3_000));
      assertThat(run.alerts.readKeyValuesToList())
          .allSatisfy(sent -> assertThat(sent.key).isEqualTo("cam"))
          .extracting(sent -> sent.value.getStatus())
          .containsExactly(EpisodeStatus.OPENED, EpisodeStatus.CLOSED);
      assertThat(run.snapshot()).isEmpty();
    }
  }

  @Test
  void keepsSensorsApart() {
    try (Run run = new Run(Map.of())) {
      run.see(score("x", "x1", 0, 0), score("y", "y1", 0, 0), score("x", "x2", 1, 0));
      run.see(score("y", "y2", 1, 0), score("x", "x3", 2, 0));
      assertThat(run.alerts.readKeyValuesToList()).extracting(e -> e.key).containsExactly("x");
    }
  }

  @Test
  void closesByWallClockWhenTheSensorFallsSilent() {
    try (Run run = new Run(Map.of())) {
      run.openEpisode();
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).isTrue();

      run.driver.advanceWallClockTime(Duration.ofSeconds(1));

      OodAlert closed = run.alerts.readValue();
      assertThat(closed.getCloseReason()).isEqualTo("gap");
      assertThat(closed.getClosedAt()).isEqualTo(Instant.ofEpochMilli(200));
      assertThat(run.alerts.isEmpty()).isTrue();
      run.driver.advanceWallClockTime(Duration.ofMinutes(1));
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }

  @Test
  void aFrameKeepsASilentSensorsEpisodeOpen() {
    try (Run run = new Run(Map.of())) {
      run.openEpisode();
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      run.see(novel("d", 300));
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }

  @Test
  void closesASilentEpisodeWhoseClockShowsATimeBefore1970() {
    try (Run run = new Run(Map.of())) {
      run.see(novel("a", -300), novel("b", -200), novel("c", -100));
      run.driver.advanceWallClockTime(Duration.ofSeconds(20));
      assertThat(run.alerts.readValuesToList()).hasSize(2);
    }
  }

  @Test
  void aRestartNeitherForgetsNorRepeatsAnEpisode() {
    Map<String, EpisodeState> kept;
    OodAlert opened;
    try (Run run = new Run(Map.of())) {
      opened = run.openEpisode();
      kept = run.snapshot();
      assertThat(openGauge()).isEqualTo(1);
    }
    assertThat(openGauge()).as("the partition went away").isZero();

    try (Run run = new Run(kept)) {
      assertThat(openGauge()).isEqualTo(1);
      run.see(novel("d", 300));
      assertThat(run.alerts.isEmpty()).as("no second opening").isTrue();
      run.see(familiar("e", 3_000));
      OodAlert closed = run.alerts.readValue();
      assertThat(closed.getEpisodeId()).isEqualTo(opened.getEpisodeId());
      assertThat(closed.getNovelFrames()).isEqualTo(4);
      assertThat(openGauge()).isZero();
    }
    assertThat(openGauge()).isZero();
    assertThat(registry.get("sisom.alerts.opened").counter().count()).isEqualTo(1);
    assertThat(registry.get("sisom.alerts.closed").counter().count()).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNoSighting() {
    Map<String, EpisodeState> kept;
    try (Run run = new Run(Map.of())) {
      run.see(novel("a", 0), novel("b", 100));
      kept = run.snapshot();
    }
    try (Run run = new Run(kept)) {
      assertThat(openGauge()).isZero();
      run.see(novel("c", 200));
      assertThat(run.alerts.readValue().getFirstFrameId()).isEqualTo("a");
    }
  }

  @Test
  void anEpisodeLeftOpenIsClosedAfterARestartWhenNoFrameComes() {
    Map<String, EpisodeState> kept;
    try (Run run = new Run(Map.of())) {
      run.openEpisode();
      kept = run.snapshot();
    }
    try (Run run = new Run(kept)) {
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).as("the wall clock starts anew").isTrue();
      run.driver.advanceWallClockTime(Duration.ofSeconds(1));
      assertThat(run.alerts.readValue().getCloseReason()).isEqualTo("gap");
    }
  }

  private double openGauge() {
    return registry.get("sisom.alerts.open").gauge().value();
  }

  /** One life of the application, starting from what an earlier one left in its store. */
  private final class Run implements AutoCloseable {
    final TopologyTestDriver driver;
    final TestInputTopic<String, FrameScore> scores;
    final TestOutputTopic<String, OodAlert> alerts;

    Run(Map<String, EpisodeState> restored) {
      Topology topology = new Topology();
      topology.addSource(
          "in",
          Serdes.String().deserializer(),
          AvroSerde.of(FrameScore.class).deserializer(),
          "scores");
      topology.addProcessor(
          "alert",
          new Restoring(
              new AlertProcessorSupplier(Settings.defaults(AlertConfig.class), metrics), restored),
          "in");
      topology.addSink(
          "out",
          "alerts",
          Serdes.String().serializer(),
          AvroSerde.of(OodAlert.class).serializer(),
          "alert");
      Properties properties = new Properties();
      properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "alert-test");
      properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
      properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
      driver = new TopologyTestDriver(topology, properties, Instant.EPOCH);
      scores =
          driver.createInputTopic(
              "scores",
              Serdes.String().serializer(),
              AvroSerde.of(FrameScore.class).serializer(),
              Instant.EPOCH,
              Duration.ZERO);
      alerts =
          driver.createOutputTopic(
              "alerts",
              Serdes.String().deserializer(),
              AvroSerde.of(OodAlert.class).deserializer());
    }

    void see(FrameScore... frames) {
      for (FrameScore frame : frames) {
        scores.pipeInput(frame.getSensorId(), frame);
      }
    }

    OodAlert openEpisode() {
      see(novel("a", 0), novel("b", 100), novel("c", 200));
      List<OodAlert> events = alerts.readValuesToList();
      assertThat(events).extracting(OodAlert::getStatus).containsExactly(EpisodeStatus.OPENED);
      return events.get(0);
    }

    Map<String, EpisodeState> snapshot() {
      KeyValueStore<String, EpisodeState> store = driver.getKeyValueStore(AlertProcessor.STORE);
      Map<String, EpisodeState> content = new HashMap<>();
      try (var all = store.all()) {
        all.forEachRemaining(entry -> content.put(entry.key, entry.value));
      }
      return content;
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  /** Fills the store before the processor starts, as Kafka Streams does from the changelog. */
  private record Restoring(AlertProcessorSupplier inner, Map<String, EpisodeState> restored)
      implements ProcessorSupplier<String, FrameScore, String, OodAlert> {
    @Override
    public Processor<String, FrameScore, String, OodAlert> get() {
      Processor<String, FrameScore, String, OodAlert> processor = inner.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, OodAlert> context) {
          KeyValueStore<String, EpisodeState> store = context.getStateStore(AlertProcessor.STORE);
          restored.forEach(store::put);
          processor.init(context);
        }

        @Override
        public void process(Record<String, FrameScore> record) {
          processor.process(record);
        }

        @Override
        public void close() {
          processor.close();
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return inner.stores();
    }
  }
}
