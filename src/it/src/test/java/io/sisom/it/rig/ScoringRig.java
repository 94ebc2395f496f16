package io.sisom.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.version.ReferenceTopic;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.WriterSchemas;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * An embedded broker with all topics, the demo's network, labels of its world and its cameras: what
 * tests of the running scorer need.
 */
public final class ScoringRig implements AutoCloseable {
  /** Of every topic but the reference sets'. */
  public static final int PARTITIONS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;
  private final EmbeddedBroker broker;
  private final Map<String, String> settings = new HashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final AvroCodec<SensorFrame> frameCodec = AvroCodec.of(SensorFrame.class);
  private final ReferenceMaker references = new ReferenceMaker();
  private final SimulatedFleet fleet;
  private final Path bundle;

  /** A rig whose cameras' first frame was captured at {@code start}. */
  public ScoringRig(Path dir, Instant start, Map<String, String> broker, Map<String, String> extra)
      throws Exception {
    this.dir = dir;
    this.broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, broker);
    this.fleet = new SimulatedFleet(11, PARTITIONS, world(), start);
    this.bundle = BundledModel.unpack(dir.resolve("bundle"));
    settings.put("kafka.bootstrap.servers", this.broker.bootstrapServers());
    settings.put("scoring.state.dir", dir.resolve("streams").toString());
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.put("learning.dir", dir.resolve("learning").toString());
    settings.put("device", "cpu");
    settings.put("http.port", "0");
    settings.putAll(extra);
    this.producer = config().kafka().producer();
    try (Admin admin = config().kafka().admin()) {
      new TopicSetup(admin).create(config().topics(), PARTITIONS, (short) 1, PATIENCE);
    }
  }

  private static WorldConfig world() {
    return new WorldConfig(10, 100, 0.7, 10, 30);
  }

  /** The settings in force, to add to. */
  public Map<String, String> settings() {
    return settings;
  }

  /** What the settings say. */
  public SisomConfig config() {
    return SisomConfig.of(settings);
  }

  /** Where versions lie, all of them of this program's own making. */
  public ReferenceTopic references() {
    return new ReferenceTopic(
        config().kafka().consumerProperties(),
        config().topics().references(),
        WriterSchemas.none());
  }

  /** Where the demo's model lies. */
  public Path bundle() {
    return bundle;
  }

  /** A folder of this test. */
  public Path dir() {
    return dir;
  }

  /** Adds labels to the pool. */
  public void label(int count) {
    references.label(config(), count);
  }

  /** Publishes one version from the labels present. */
  public long train() throws Exception {
    return references.train(config(), bundle);
  }

  /** A scorer that scores when this returns. */
  public ScorerProcess startScorer(MeterRegistry registry) throws InterruptedException {
    ScorerProcess scorer = new ScorerProcess(config().forScorer(), registry, Clock.systemUTC());
    scorer.start();
    return scorer;
  }

  /** Waits until all threads of a scorer run; one may answer while another still starts. */
  public static void awaitReady(ScorerProcess scorer) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!scorer.ready().good()) {
      assertThat(System.nanoTime()).as(scorer.ready().toString()).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  /** The camera frame of a robot, 0 to 2, at a tick; ten ticks a second. */
  public SensorFrame frame(int robot, int tick) {
    return fleet.frame(robot, tick).frame();
  }

  /** Sends the frames of every robot from one tick to before another, each to its partition. */
  public void sendTicks(int from, int to) {
    for (int tick = from; tick < to; tick++) {
      for (int robot = 0; robot < PARTITIONS; robot++) {
        send(robot, frame(robot, tick));
      }
    }
    producer.flush();
  }

  /** Sends a frame to a partition. */
  public void send(int partition, SensorFrame frame) {
    producer.send(record(partition, frame.getSensorId(), frameCodec.encode(frame)));
  }

  /** Sends whatever bytes to a partition of the frame topic; where they lie. */
  public RecordMetadata sendRaw(int partition, byte @Nullable [] value) throws Exception {
    return producer.send(record(partition, "somebody", value)).get();
  }

  private ProducerRecord<String, byte[]> record(
      int partition, String key, byte @Nullable [] value) {
    return new ProducerRecord<>(config().topics().frames(), partition, key, value);
  }

  /** The frame as it goes over the wire. */
  public byte[] encode(SensorFrame frame) {
    return frameCodec.encode(frame);
  }

  /** A reader of one topic. */
  public TopicReader read(String topic) {
    return new TopicReader(config().kafka(), topic);
  }

  /** The scores, once there are {@code count} and a moment has passed in which more could come. */
  public static List<FrameScore> scores(TopicReader reader, int count) throws Exception {
    reader.until(records -> records.size() >= count, PATIENCE);
    return TopicReader.values(FrameScore.class, reader.during(Duration.ofMillis(500)));
  }

  @Override
  public void close() {
    producer.close();
    broker.close();
  }
}
