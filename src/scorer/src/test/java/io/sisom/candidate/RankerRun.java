package io.sisom.candidate;

import io.sisom.candidate.RankingStep.Chosen;
import io.sisom.candidate.RankingStep.ToFleet;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
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
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * One life of sieve and both steps of the ranking, of one partition, starting from what an earlier
 * one left in their stores.
 */
final class RankerRun implements AutoCloseable {
  private static final List<String> STORES =
      List.of(
          PartitionRanker.POOL_STORE,
          PartitionRanker.MARK_STORE,
          CandidateRanker.POOL_STORE,
          CandidateRanker.MARK_STORE);

  /** What the stores hold, by store. */
  record Kept(Map<String, Map<Object, Object>> stores) {
    static final Kept NOTHING = new Kept(Map.of());

    /** The frames of open windows. */
    List<PooledFrame> pool() {
      return Stream.of(PartitionRanker.POOL_STORE, CandidateRanker.POOL_STORE)
          .flatMap(store -> stores.getOrDefault(store, Map.of()).values().stream())
          .map(PooledFrame.class::cast)
          .toList();
    }
  }

  final TopologyTestDriver driver;
  private final TestInputTopic<String, PooledFrame> frames;
  private final TestInputTopic<String, ToFleet> passed;
  private final TestOutputTopic<String, LabelCandidate> candidates;

  RankerRun(
      CandidateConfig config, CandidateMetrics metrics, Path dir, Instant wallClock, Kept kept) {
    this(config, metrics, scores -> Map.of(), dir, wallClock, kept);
  }

  RankerRun(
      CandidateConfig config,
      CandidateMetrics metrics,
      FrameLookup lookup,
      Path dir,
      Instant wallClock,
      Kept kept) {
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
        "rank-partition",
        new Restoring<>(
            new PartitionRankerSupplier(config, metrics, lookup, WriterSchemas.none()), kept),
        "sieve");
    topology.addProcessor("chosen", Alone::chosen, "rank-partition");
    topology.addProcessor("passed", Alone::passed, "rank-partition");
    topology.addSource(
        "passed-in",
        Serdes.String().deserializer(),
        ToFleetSerde.of(WriterSchemas.none()).deserializer(),
        "pool");
    topology.addProcessor(
        "rank",
        new Restoring<>(
            new CandidateRankerSupplier(config, metrics, lookup, WriterSchemas.none()), kept),
        "passed",
        "passed-in");
    topology.addSink(
        "out",
        "candidates",
        Serdes.String().serializer(),
        AvroSerde.of(LabelCandidate.class).serializer(),
        "rank",
        "chosen");
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
    passed =
        driver.createInputTopic(
            "pool",
            Serdes.String().serializer(),
            ToFleetSerde.of(WriterSchemas.none()).serializer(),
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

  /** Feeds the ranking of the fleet alone, and returns what that published. */
  List<LabelCandidate> passOn(String key, ToFleet... some) {
    for (ToFleet value : some) {
      passed.pipeInput(key, value);
    }
    return candidates.readValuesToList();
  }

  /** Lets wall time pass and returns what that published. */
  List<LabelCandidate> pass(Duration time) {
    driver.advanceWallClockTime(time);
    return candidates.readValuesToList();
  }

  Kept kept() {
    Map<String, Map<Object, Object>> stores = new HashMap<>();
    STORES.forEach(name -> stores.put(name, content(driver.getKeyValueStore(name))));
    return new Kept(stores);
  }

  @Override
  public void close() {
    driver.close();
  }

  private static Map<Object, Object> content(KeyValueStore<Object, Object> store) {
    Map<Object, Object> content = new HashMap<>();
    try (KeyValueIterator<Object, Object> all = store.all()) {
      all.forEachRemaining(entry -> content.put(entry.key, entry.value));
    }
    return content;
  }

  /** Lets one kind of step through. */
  private static final class Alone<T> extends ContextualProcessor<String, RankingStep, String, T> {
    private final Function<RankingStep, Stream<T>> alone;

    private Alone(Function<RankingStep, Stream<T>> alone) {
      this.alone = alone;
    }

    static Alone<LabelCandidate> chosen() {
      return new Alone<>(
          step -> step instanceof Chosen it ? Stream.of(it.candidate()) : Stream.empty());
    }

    static Alone<ToFleet> passed() {
      return new Alone<>(step -> step instanceof ToFleet it ? Stream.of(it) : Stream.empty());
    }

    @Override
    public void process(Record<String, RankingStep> record) {
      alone.apply(record.value()).forEach(it -> context().forward(record.withValue(it)));
    }
  }

  /** Fills the stores before the processor starts, as Kafka Streams does from the changelogs. */
  private record Restoring<V, O>(ProcessorSupplier<String, V, String, O> inner, Kept kept)
      implements ProcessorSupplier<String, V, String, O> {
    @Override
    public Processor<String, V, String, O> get() {
      Processor<String, V, String, O> processor = inner.get();
      return new Processor<>() {
        @Override
        public void init(ProcessorContext<String, O> context) {
          for (StoreBuilder<?> store : inner.stores()) {
            KeyValueStore<Object, Object> filled = context.getStateStore(store.name());
            kept.stores().getOrDefault(store.name(), Map.of()).forEach(filled::put);
          }
          processor.init(context);
        }

        @Override
        public void process(Record<String, V> record) {
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
