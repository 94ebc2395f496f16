package io.sisom.summary;

import io.sisom.alert.AlertConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
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

/** One life of the application, starting from what an earlier one left in its store. */
final class SummaryRun implements AutoCloseable {
  static final Duration LENGTH = Duration.ofSeconds(5);

  private final TopologyTestDriver driver;
  private final TestInputTopic<String, FrameScore> scores;
  private final TestOutputTopic<String, SensorSummary> summaries;

  SummaryRun(Path dir, long now, Map<String, SensorSummary> restored) {
    AlertConfig alerts = Settings.of(Map.of("alert.alpha", "0.1")).bind(AlertConfig.class);
    Topology topology = new Topology();
    topology.addSource(
        "in",
        Serdes.String().deserializer(),
        AvroSerde.of(FrameScore.class).deserializer(),
        "scores");
    topology.addProcessor(
        "summary",
        new Restoring(new SummaryStageSupplier(LENGTH, alerts, WriterSchemas.none()), restored),
        "in");
    topology.addSink(
        "out",
        "summaries",
        Serdes.String().serializer(),
        AvroSerde.of(SensorSummary.class).serializer(),
        "summary");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "summary-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    driver = new TopologyTestDriver(topology, properties, Instant.ofEpochMilli(now));
    scores =
        driver.createInputTopic(
            "scores", Serdes.String().serializer(), AvroSerde.of(FrameScore.class).serializer());
    summaries =
        driver.createOutputTopic(
            "summaries",
            Serdes.String().deserializer(),
            AvroSerde.of(SensorSummary.class).deserializer());
  }

  void see(FrameScore score) {
    scores.pipeInput(score.getSensorId(), score);
  }

  void pass(long millis) {
    driver.advanceWallClockTime(Duration.ofMillis(millis));
  }

  List<SensorSummary> sent() {
    return summaries.readValuesToList();
  }

  Map<String, SensorSummary> open() {
    KeyValueStore<String, SensorSummary> store = driver.getKeyValueStore(SummaryStage.STORE);
    Map<String, SensorSummary> content = new HashMap<>();
    try (var all = store.all()) {
      all.forEachRemaining(entry -> content.put(entry.key, entry.value));
    }
    return content;
  }

  @Override
  public void close() {
    driver.close();
  }

  /** Fills the store before the processor starts, as Kafka Streams does from the changelog. */
  private record Restoring(SummaryStageSupplier inner, Map<String, SensorSummary> restored)
      implements ProcessorSupplier<String, FrameScore, String, SensorSummary> {
    @Override
    public Processor<String, FrameScore, String, SensorSummary> get() {
      Processor<String, FrameScore, String, SensorSummary> processor = inner.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, SensorSummary> context) {
          KeyValueStore<String, SensorSummary> store = context.getStateStore(SummaryStage.STORE);
          restored.forEach(store::put);
          processor.init(context);
        }

        @Override
        public void process(Record<String, FrameScore> record) {
          processor.process(record);
        }
      };
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return inner.stores();
    }
  }
}
