package io.sisom.alert;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
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

/** One life of the application, starting from what an earlier one left in its store. */
final class AlertRun implements AutoCloseable {
  final TopologyTestDriver driver;
  final TestInputTopic<String, FrameScore> scores;
  final TestOutputTopic<String, OodAlert> alerts;

  AlertRun(AlertConfig config, AlertMetrics metrics, Path dir, Map<String, EpisodeState> restored) {
    Topology topology = new Topology();
    topology.addSource(
        "in",
        Serdes.String().deserializer(),
        AvroSerde.of(FrameScore.class).deserializer(),
        "scores");
    topology.addProcessor(
        "alert", new Restoring(new AlertProcessorSupplier(config, metrics), restored), "in");
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
            "alerts", Serdes.String().deserializer(), AvroSerde.of(OodAlert.class).deserializer());
  }

  void see(FrameScore... frames) {
    see(List.of(frames));
  }

  void see(List<FrameScore> frames) {
    frames.forEach(frame -> scores.pipeInput(frame.getSensorId(), frame));
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
