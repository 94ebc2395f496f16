package io.sisom.console;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.WholeTopic;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A broker with the topics, and candidates to put on them. */
public final class QueueRig implements AutoCloseable {
  public static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final int SIDE = 32;

  private final Path dir;
  private EmbeddedBroker broker;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Map<String, String> settings = new HashMap<>();
  private final AvroCodec<LabelCandidate> candidates = AvroCodec.of(LabelCandidate.class);
  private final AvroCodec<LabeledFrame> labels = AvroCodec.of(LabeledFrame.class);

  public QueueRig(Path dir, Map<String, String> extra) throws Exception {
    this.dir = dir;
    broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of());
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("console.port", "0");
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.putAll(extra);
    try (Admin admin = config().kafka().admin()) {
      new TopicSetup(admin).create(config().topics(), 3, (short) 1, PATIENCE);
    }
  }

  /** The broker goes away; its data stays. */
  public void stopBroker() {
    broker.close();
  }

  /** It is back, on the same data and port. */
  public void startBroker() {
    broker = EmbeddedBroker.start(dir.resolve("kafka"), broker.port(), Map.of());
  }

  public SisomConfig config() {
    return SisomConfig.of(settings);
  }

  public Map<String, String> settings() {
    return settings;
  }

  /** What its consoles report. */
  public SimpleMeterRegistry registry() {
    return registry;
  }

  public KafkaAccess access() {
    return config().kafkaAccess();
  }

  /** The queue of a console of these settings, without pages, serving or not yet. */
  public Console startConsole(Clock clock) {
    return startConsole(new SteadyClock(clock, System::nanoTime));
  }

  /** The same by that time. */
  public Console startConsole(SteadyClock clock) {
    Console console = console(clock);
    console.takeOver();
    return console;
  }

  private Console console(SteadyClock clock) {
    SisomConfig config = config();
    return Console.of(access(), config.consoleSettings(), config.heatMaps(), registry, clock);
  }

  /** A console with all that belongs to it, serving the queue or not yet. */
  public ConsoleProcess start() {
    ConsoleProcess process = open();
    process.takeOver();
    return process;
  }

  /** One that is yet to take the queue over. */
  public ConsoleProcess open() {
    SisomConfig config = config();
    return ConsoleProcess.start(
        access(),
        config.consoleSettings(),
        config.heatMaps(),
        registry,
        SteadyClock.ofMachine(),
        Clock.systemUTC());
  }

  /** Puts candidates {@code frame-FROM} to before {@code frame-TO} on the topic, committed. */
  public void publish(int from, int to) {
    SisomConfig config = config();
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      for (int i = from; i < to; i++) {
        String id = "frame-" + i;
        producer.send(
            new ProducerRecord<>(
                config.topics().candidates(), i % 3, id, candidates.encode(candidate(id, i))));
      }
    }
  }

  /** A candidate, less surprising the higher its number. */
  public static LabelCandidate candidate(String id, int number) {
    Instant at = Instant.parse("2026-06-01T12:00:00Z");
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(id)
            .setSensorId("camera-" + number % 7)
            .setCapturedAt(at)
            .setScoredAt(at)
            .setPredicted(number % 2 == 0 ? "cat" : "dog")
            .setInnerDistance(1.5)
            .setOuterDistance(Double.POSITIVE_INFINITY)
            .setRatio(0.75)
            .setEnergy(-3.25)
            .setSisome(2 - 1e-5 * number)
            .setPValue(Math.min(1, 0.001 + number * 1e-6))
            .setModelVersion("net@1")
            .setReferenceVersion(1)
            .build();
    return new LabelCandidate(
        at,
        at.plusSeconds(60),
        1 + number,
        500,
        3,
        score.getPredicted(),
        "dog",
        score,
        frame(id),
        null,
        "fleet");
  }

  private static SensorFrame frame(String id) {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    new Random(id.hashCode()).nextBytes(pixels);
    return new SensorFrame(
        id,
        "camera",
        Instant.EPOCH,
        "rgb8-planar",
        SIDE,
        SIDE,
        ByteBuffer.wrap(pixels),
        null,
        null,
        Map.of());
  }

  /** Records of the labeled pool so far, in order, as {@code key=label} or {@code key=-}. */
  public java.util.List<String> poolRecords() throws Exception {
    java.util.List<String> records = new java.util.ArrayList<>();
    try (WholeTopic pool =
        WholeTopic.open(config().kafka().consumerProperties(), config().topics().labels())) {
      while (!pool.complete()) {
        for (ConsumerRecord<String, byte[]> record : pool.poll(Duration.ofMillis(100))) {
          byte[] value = record.value();
          records.add(record.key() + "=" + (value == null ? "-" : labels.decode(value).getLabel()));
        }
      }
    }
    return records;
  }

  /** The labeled pool: label by key. */
  public Map<String, String> pool() throws Exception {
    Map<String, String> pool = new TreeMap<>();
    for (String record : poolRecords()) {
      int split = record.lastIndexOf('=');
      String label = record.substring(split + 1);
      if (label.equals("-")) {
        pool.remove(record.substring(0, split));
      } else {
        pool.put(record.substring(0, split), label);
      }
    }
    return pool;
  }

  @Override
  public void close() {
    broker.close();
  }
}
