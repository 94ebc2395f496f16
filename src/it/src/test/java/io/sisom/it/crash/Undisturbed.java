package io.sisom.it.crash;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.CandidateMetrics;
import io.sisom.candidate.CandidateRankerSupplier;
import io.sisom.candidate.CandidateSieve;
import io.sisom.candidate.FrameLookup;
import io.sisom.candidate.PartitionRankerSupplier;
import io.sisom.candidate.RankingStep;
import io.sisom.candidate.ToFleetSerde;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/** Both steps of the ranking where nothing goes wrong and no time passes. */
final class Undisturbed {
  private final CandidateConfig config;
  private final Path dir;
  private final CandidateMetrics metrics = new CandidateMetrics(new SimpleMeterRegistry());

  /** Finds every frame. */
  private final FrameLookup lookup =
      scores -> scores.stream().collect(Collectors.toMap(FrameScore::getFrameId, this::frame));

  Undisturbed(CandidateConfig config, Path dir) {
    this.config = config;
    this.dir = dir;
  }

  /** What a partition says of these scores, in their order. */
  List<RankingStep> partition(int partition, List<FrameScore> scores) {
    Serde<PooledFrame> in = AvroSerde.of(PooledFrame.class);
    List<RankingStep> steps = new ArrayList<>();
    Topology topology = new Topology();
    topology.addSource("in", Serdes.String().deserializer(), in.deserializer(), "scored");
    topology.addProcessor(
        "sieve",
        CandidateSieve.supplier(config, metrics, PooledFrame::getScore, Function.identity()),
        "in");
    topology.addProcessor(
        "rank",
        new PartitionRankerSupplier(config, metrics, lookup, WriterSchemas.none()),
        "sieve");
    topology.addProcessor("heard", () -> noted(steps), "rank");
    try (TopologyTestDriver driver = driver(topology, "partition-" + partition)) {
      var frames = driver.createInputTopic("scored", Serdes.String().serializer(), in.serializer());
      scores.forEach(score -> frames.pipeInput(score.getSensorId(), pooled(score)));
    }
    return steps;
  }

  private static Processor<String, RankingStep, Void, Void> noted(List<RankingStep> steps) {
    return new Processor<>() {
      @Override
      public void process(Record<String, RankingStep> record) {
        steps.add(record.value());
      }
    };
  }

  /** What the ranking of the fleet publishes of what partitions passed on. */
  List<LabelCandidate> fleet(List<WindowReplay.Given> given) {
    Serde<RankingStep.ToFleet> in = ToFleetSerde.of(WriterSchemas.none());
    Serde<LabelCandidate> out = AvroSerde.of(LabelCandidate.class);
    Topology topology = new Topology();
    topology.addSource("in", Serdes.String().deserializer(), in.deserializer(), "pool");
    topology.addProcessor(
        "rank", new CandidateRankerSupplier(config, metrics, lookup, WriterSchemas.none()), "in");
    topology.addSink("out", "candidates", Serdes.String().serializer(), out.serializer(), "rank");
    try (TopologyTestDriver driver = driver(topology, "fleet")) {
      var pool = driver.createInputTopic("pool", Serdes.String().serializer(), in.serializer());
      given.forEach(it -> pool.pipeInput(it.key(), it.step()));
      return driver
          .createOutputTopic("candidates", Serdes.String().deserializer(), out.deserializer())
          .readValuesToList();
    }
  }

  private TopologyTestDriver driver(Topology topology, String name) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, dir.toString());
    return new TopologyTestDriver(topology, properties, Instant.now());
  }

  private PooledFrame pooled(FrameScore score) {
    return new PooledFrame(score, frame(score), ByteBuffer.allocate(4), false, 0, 0, false);
  }

  private SensorFrame frame(FrameScore score) {
    return SensorFrame.newBuilder()
        .setFrameId(score.getFrameId())
        .setSensorId(score.getSensorId())
        .setCapturedAt(score.getCapturedAt())
        .setEncoding("jpeg")
        .setContent(ByteBuffer.wrap(new byte[] {1}))
        .build();
  }
}
