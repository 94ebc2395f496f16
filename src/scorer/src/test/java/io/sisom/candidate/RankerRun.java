package io.sisom.candidate;

import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import io.sisom.wire.AvroSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** One life of sieve and ranker, starting from what an earlier one left in its stores. */
final class RankerRun implements AutoCloseable {
  /** What the stores hold. */
  record Kept(Map<Bytes, PooledFrame> pool, Map<String, Long> marks) {
    static final Kept NOTHING = new Kept(Map.of(), Map.of());
  }

  final TopologyTestDriver driver;
  private final TestInputTopic<String, PooledFrame> frames;
  private final TestOutputTopic<String, LabelCandidate> candidates;

  RankerRun(
      CandidateConfig config, CandidateMetrics metrics, Path dir, Instant wallClock, Kept kept) {
    Topology topology = new Topology();
    topology.addSource(
        "in",
        Serdes.String().deserializer(),
        AvroSerde.of(PooledFrame.class).deserializer(),
        "frames");
    topology.addProcessor(
        "sieve",
        CandidateSieve.supplier(config, metrics, PooledFrame::getScore, Function.identity()),
        "in");
    topology.addProcessor(
        "rank", new Restoring(new CandidateRankerSupplier(config, metrics), kept), "sieve");
    topology.addSink(
        "out",
        "candidates",
        Serdes.String().serializer(),
        AvroSerde.of(LabelCandidate.class).serializer(),
        "rank");
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "candidate-test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    driver = new TopologyTestDriver(topology, properties, wallClock);
    frames =
        driver.createInputTopic(
            "frames",
            Serdes.String().serializer(),
            AvroSerde.of(PooledFrame.class).serializer(),
            wallClock,
            Duration.ZERO);
    candidates =
        driver.createOutputTopic(
            "candidates",
            Serdes.String().deserializer(),
            AvroSerde.of(LabelCandidate.class).deserializer());
  }

  /** Feeds frames and returns what that published. */
  List<LabelCandidate> see(PooledFrame... some) {
    return see(List.of(some));
  }

  List<LabelCandidate> see(List<PooledFrame> some) {
    for (PooledFrame frame : some) {
      frames.pipeInput(frame.getScore().getSensorId(), frame);
    }
    return candidates.readValuesToList();
  }

  /** Lets wall time pass and returns what that published. */
  List<LabelCandidate> pass(Duration time) {
    driver.advanceWallClockTime(time);
    return candidates.readValuesToList();
  }

  Kept kept() {
    return new Kept(
        content(driver.getKeyValueStore(CandidateRanker.POOL_STORE)),
        content(driver.getKeyValueStore(CandidateRanker.MARK_STORE)));
  }

  @Override
  public void close() {
    driver.close();
  }

  private static <K, V> Map<K, V> content(KeyValueStore<K, V> store) {
    Map<K, V> content = new HashMap<>();
    try (KeyValueIterator<K, V> all = store.all()) {
      all.forEachRemaining(entry -> content.put(entry.key, entry.value));
    }
    return content;
  }

  /** Fills the stores before the processor starts, as Kafka Streams does from the changelogs. */
  private record Restoring(CandidateRankerSupplier inner, Kept kept)
      implements ProcessorSupplier<String, PooledFrame, String, LabelCandidate> {
    @Override
    public Processor<String, PooledFrame, String, LabelCandidate> get() {
      Processor<String, PooledFrame, String, LabelCandidate> processor = inner.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, LabelCandidate> context) {
          KeyValueStore<Bytes, PooledFrame> pool =
              context.getStateStore(CandidateRanker.POOL_STORE);
          kept.pool().forEach(pool::put);
          KeyValueStore<String, Long> marks = context.getStateStore(CandidateRanker.MARK_STORE);
          kept.marks().forEach(marks::put);
          processor.init(context);
        }

        @Override
        public void process(Record<String, PooledFrame> record) {
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
