package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker with Kafka's own limit of 1 MB a record, as a stock one has for internal topics. */
class BadInputIT {
  private static final int MAX_BYTES = 8 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;

  BadInputIT(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void everyBadFrameIsADeadLetterOnceAndEveryGoodOneHasAScore() throws Exception {
    Map<String, String> everythingIsACandidate =
        Map.of("candidate.max.p", "1", "frame.max.pixels", "1000000", "frame.max.bytes", "6000000");
    try (ScoringRig rig =
            new ScoringRig(
                dir,
                Instant.now(),
                Map.of("message.max.bytes", "1048588"),
                everythingIsACandidate);
        TopicReader scores = rig.read(rig.config().topics().scores());
        TopicReader letters = rig.read(rig.config().topics().deadLetters())) {
      rig.label(200);
      rig.train();
      SimpleMeterRegistry registry = new SimpleMeterRegistry();
      try (ScorerProcess scorer = rig.startScorer(registry)) {
        Map<String, RecordMetadata> bad = new LinkedHashMap<>();
        Map<String, byte[]> values = bad(rig);
        int tick = 0;
        for (Map.Entry<String, byte[]> entry : values.entrySet()) {
          bad.put(entry.getKey(), rig.sendRaw(tick % 3, entry.getValue()));
          rig.sendTicks(tick, ++tick);
        }
        rig.send(1, largeFrame(rig));
        bad.put("size of what came compressed", sendCompressed(rig));
        rig.sendTicks(tick, ++tick);
        int good = 3 * tick + 1;
        List<FrameScore> scored = ScoringRig.scores(scores, good);
        assertThat(scored)
            .hasSize(good)
            .extracting(FrameScore::getFrameId)
            .doesNotHaveDuplicates()
            .contains("large");
        letters.until(seen -> seen.size() >= bad.size(), PATIENCE);
        theLettersSayWhereFromAndWhy(letters.during(Duration.ofSeconds(1)), bad, values);
        assertThat(registry.counter("sisom.frames.in").count()).isEqualTo(good + bad.size());
        assertThat(registry.counter("sisom.frames.scored").count()).isEqualTo(good);
        assertThat(
                registry.find("sisom.frames.dead.lettered").counters().stream()
                    .mapToDouble(c -> c.count())
                    .sum())
            .isEqualTo(bad.size());
        ScoringRig.awaitReady(scorer);
      }
    }
  }

  private static void theLettersSayWhereFromAndWhy(
      List<ConsumerRecord<String, byte[]>> letters,
      Map<String, RecordMetadata> sent,
      Map<String, byte[]> values) {
    assertThat(letters).hasSize(sent.size());
    Map<String, ConsumerRecord<String, byte[]>> bySource =
        letters.stream()
            .collect(
                Collectors.toMap(r -> header(r, "partition") + "-" + header(r, "offset"), r -> r));
    sent.forEach(
        (what, at) -> {
          String source = at.partition() + "-" + at.offset();
          assertThat(bySource).as(what).containsKey(source);
          ConsumerRecord<String, byte[]> letter = Objects.requireNonNull(bySource.get(source));
          assertThat(letter.value()).as(what).isEqualTo(values.get(what));
          assertThat(letter.key()).as(what).isEqualTo("somebody");
          assertThat(header(letter, "topic")).isEqualTo("sensor-frames");
          assertThat(header(letter, "exception")).as(what).isEqualTo(what.split(" ")[0]);
          assertThat(header(letter, "message")).as(what).hasSizeGreaterThan(10);
        });
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    return new String(
        record.headers().lastHeader("__streams.errors." + name).value(), StandardCharsets.UTF_8);
  }

  /** Values by what is wrong with them, the word of the reason first. */
  private static Map<String, byte[]> bad(ScoringRig rig) {
    SensorFrame good = rig.frame(0, 0);
    byte[] whole = rig.encode(good);
    byte[] jpeg = good.getContent().array();
    Map<String, byte[]> bad = new LinkedHashMap<>();
    bad.put("garbage", "not Avro at all".getBytes(StandardCharsets.UTF_8));
    bad.put("garbage cut short", Arrays.copyOf(whole, whole.length / 2));
    bad.put("garbage of no bytes", new byte[0]);
    bad.put("missing value", null);
    bad.put("encoding unknown", rig.encode(edit(good).setEncoding("webp").build()));
    bad.put("truncated jpeg", content(rig, good, "jpeg", Arrays.copyOf(jpeg, jpeg.length / 2)));
    bad.put("truncated raw", content(rig, good, "rgb8", new byte[100]));
    bad.put("size of raw", content(rig, good, "rgb8", new byte[3 * 128 * 96 + 1]));
    bad.put(
        "bomb",
        rig.encode(edit(good).setEncoding("rgb8").setWidth(60_000).setHeight(60_000).build()));
    bad.put("bomb in a jpeg", content(rig, good, "jpeg", hugeJpeg(jpeg)));
    bad.put("id blank", rig.encode(edit(good).setFrameId(" ").build()));
    bad.put("id too long", rig.encode(edit(good).setSensorId("s".repeat(257)).build()));
    bad.put("missing content", rig.encode(edit(good).setContent(null).build()));
    bad.put("uri refused", rig.encode(edit(good).setContent(null).setUri("file:/etc/x").build()));
    // As large as the frame topic takes: its dead letter has headers besides.
    bad.put("size of the record", new byte[MAX_BYTES - 100]);
    return bad;
  }

  private static SensorFrame.Builder edit(SensorFrame frame) {
    return SensorFrame.newBuilder(frame);
  }

  private static byte[] content(ScoringRig rig, SensorFrame frame, String encoding, byte[] bytes) {
    return rig.encode(edit(frame).setEncoding(encoding).setContent(ByteBuffer.wrap(bytes)).build());
  }

  /** The same picture with a header that says 65,000 x 65,000. */
  private static byte[] hugeJpeg(byte[] jpeg) {
    byte[] huge = jpeg.clone();
    int at = 0;
    while ((huge[at] & 0xff) != 0xFF || (huge[at + 1] & 0xff) != 0xC0) {
      at++;
    }
    ByteBuffer.wrap(huge).putShort(at + 5, (short) 65_000).putShort(at + 7, (short) 65_000);
    return huge;
  }

  /** A good frame that no topic with Kafka's default limit would take. */
  private static SensorFrame largeFrame(ScoringRig rig) {
    return edit(rig.frame(0, 0))
        .setFrameId("large")
        .setSensorId("large")
        .setEncoding("rgb8")
        .setWidth(1000)
        .setHeight(1000)
        .setContent(ByteBuffer.wrap(new byte[3_000_000]))
        .build();
  }

  private static RecordMetadata sendCompressed(ScoringRig rig) throws Exception {
    Map<String, Object> config = rig.config().kafka().producerProperties();
    config.put("compression.type", "gzip");
    config.put("max.request.size", 64 << 20);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            config,
            new org.apache.kafka.common.serialization.StringSerializer(),
            new org.apache.kafka.common.serialization.ByteArraySerializer())) {
      return producer
          .send(
              new ProducerRecord<>(
                  rig.config().topics().frames(), 2, "somebody", new byte[20 << 20]))
          .get();
    }
  }
}
