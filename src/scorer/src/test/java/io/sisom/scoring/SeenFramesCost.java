package io.sisom.scoring;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * Measures what it costs to remember which frames came before: processor time of scorer and broker
 * together, a frame, with ids remembered and without, in turns. Not a test.
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -pl src/scorer -am -Dmdep.outputFile=target/cp
 * CP=src/scorer/target/test-classes:src/scorer/target/classes:$(cat src/scorer/target/cp)
 * java -cp $CP io.sisom.scoring.SeenFramesCost 6 100000 20
 * }</pre>
 *
 * <p>Six rounds of each, 100,000 frames of 20 sensors; each sensor remembers 1,000, so that in most
 * of a round each frame also pushes one out.
 */
public final class SeenFramesCost {
  private static final String FRAMES = "frames";
  private static final int REMEMBERED = 1_000;

  private SeenFramesCost() {}

  /** {@code ROUNDS FRAMES SENSORS}. */
  public static void main(String... args) throws Exception {
    int frames = Integer.parseInt(args[1]);
    int sensors = Integer.parseInt(args[2]);
    Path dir = Files.createTempDirectory("seen-frames-cost");
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      fill(broker.bootstrapServers(), frames, sensors);
      for (int round = 0; round < Integer.parseInt(args[0]); round++) {
        double none = micros(broker, dir.resolve("none" + round), frames, 0);
        double some = micros(broker, dir.resolve("some" + round), frames, REMEMBERED);
        System.out.printf(
            Locale.ROOT,
            "none %.1f, remembered %.1f, more %.1f us a frame%n",
            none,
            some,
            some - none);
      }
    }
  }

  private static void fill(String servers, int frames, int sensors) throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", servers);
    try (Admin admin = Admin.create(client);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(FRAMES, 1, (short) 1))).all().get();
      for (int i = 0; i < frames; i++) {
        producer.send(new ProducerRecord<>(FRAMES, "robot-7/camera-" + i % sensors, new byte[3]));
      }
    }
  }

  private static double micros(EmbeddedBroker broker, Path state, int frames, int remembered)
      throws Exception {
    CountDownLatch left = new CountDownLatch(frames);
    ScoringMetrics metrics = new ScoringMetrics(new SimpleMeterRegistry());
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(FRAMES, Consumed.with(Serdes.String(), Serdes.ByteArray()))
        .mapValues((sensor, value) -> scored(sensor, left.getCount()))
        .process(new RepeatStageSupplier(remembered, metrics))
        .foreach((sensor, scored) -> left.countDown());
    Properties p = new Properties();
    p.put(StreamsConfig.APPLICATION_ID_CONFIG, String.valueOf(state.getFileName()));
    p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    p.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    p.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 100);
    p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = system.getProcessCpuTime();
    try (KafkaStreams streams = new KafkaStreams(builder.build(), p)) {
      streams.start();
      left.await();
    }
    return (system.getProcessCpuTime() - before) / 1e3 / frames;
  }

  private static ScoredFrame scored(String sensor, long number) {
    String id = sensor + "-" + 1_700_000_000_000_000_000L + number;
    SensorFrame frame =
        new SensorFrame(
            id, sensor, Instant.EPOCH, "jpeg", 1, 1, ByteBuffer.allocate(3), null, null, Map.of());
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(id)
            .setSensorId(sensor)
            .setCapturedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .setPredicted("cat")
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-3)
            .setSisome(4)
            .setPValue(0.25)
            .setModelVersion("m@1")
            .setReferenceVersion(7)
            .build();
    return new ScoredFrame(frame, score, new float[0]);
  }
}
