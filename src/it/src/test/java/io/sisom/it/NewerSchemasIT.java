package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.it.rig.NewerWriter;
import io.sisom.it.rig.ScoringRig;
import io.sisom.it.rig.TopicReader;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.scorer.ScorerProcess;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.SchemaPublisher;
import io.sisom.wire.SchemaTopic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of schemas that this program was not built with, on a real broker. */
class NewerSchemasIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path dir;

  @Test
  void aNewerProducersFramesAreScoredWhereItsSchemaIsThereAndToldWhereNot() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of())) {
      rig.label(120);
      rig.train();
      Schema newer = NewerWriter.newer(SensorFrame.getClassSchema(), "exposure");
      new NewerWriter(rig.config()).publish(newer);
      try (ScorerProcess scorer = rig.startScorer(new SimpleMeterRegistry());
          TopicReader scores = rig.read(rig.config().topics().scores());
          TopicReader letters = rig.read(rig.config().topics().deadLetters())) {
        assertThat(scorer.referenceVersion()).isEqualTo(1);
        FrameOrigin source = new FrameOrigin("spot-3", "/camera", "run.mcap", "12:0");
        for (int tick = 0; tick < 5; tick++) {
          SensorFrame frame =
              SensorFrame.newBuilder(rig.frame(0, tick))
                  .setSource(source)
                  .setAttributes(Map.of("gps", "48.1,11.6"))
                  .build();
          rig.sendRaw(0, NewerWriter.encoded(newer, frame));
        }
        List<FrameScore> scored = ScoringRig.scores(scores, 5);
        assertThat(scored).hasSize(5);
        assertThat(scored)
            .allSatisfy(
                score -> {
                  assertThat(score.getSource()).isEqualTo(source);
                  assertThat(score.getAttributes()).isEqualTo(Map.of("gps", "48.1,11.6"));
                });

        Schema nowhere = NewerWriter.newer(SensorFrame.getClassSchema(), "unheard");
        rig.sendRaw(0, NewerWriter.encoded(nowhere, rig.frame(0, 6)));
        List<ConsumerRecord<String, byte[]>> dead =
            letters.until(records -> records.size() == 1, PATIENCE);
        assertThat(
                new String(
                    dead.get(0).headers().lastHeader("__streams.errors.message").value(),
                    StandardCharsets.UTF_8))
            .contains("written with the unknown schema")
            .contains("neither in this program nor on topic schemas");

        new NewerWriter(rig.config()).publish(nowhere);
        Thread.sleep(1100);
        rig.sendRaw(0, NewerWriter.encoded(nowhere, rig.frame(0, 7)));
        assertThat(ScoringRig.scores(scores, 6)).as("from then on").hasSize(6);
      }
    }
  }

  @Test
  void whatANewerScorerWritesIsReadAndHostileSchemasChangeNothing() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
        SchemaTopic schemas = schemas(rig)) {
      AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class, schemas);
      Schema newer = NewerWriter.newer(SensorFrame.getClassSchema(), "exposure");
      String key = HexFormat.of().toHexDigits(SchemaNormalization.parsingFingerprint64(newer));
      send(rig, key, "{\"type\":\"record\"");
      send(rig, key, "[".repeat(60_000));
      send(rig, "nonsense", newer.toString());
      send(rig, key, newer.toString());
      send(rig, key, "null");
      SensorFrame frame = rig.frame(0, 0);
      assertThat(codec.decode(NewerWriter.encoded(newer, frame))).isEqualTo(frame);
      assertThat(schemas.refused()).isEqualTo(4);
    }
  }

  @Test
  void ourSchemasArePublishedOnceAndAgainWhereSomebodySpoiledThem() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of())) {
      assertThat(publishOurs(rig)).isEqualTo(13);
      assertThat(publishOurs(rig)).isZero();
      long fingerprint = SchemaNormalization.parsingFingerprint64(FrameScore.getClassSchema());
      send(rig, HexFormat.of().toHexDigits(fingerprint), "{}");
      assertThat(publishOurs(rig)).isEqualTo(1);
    }
  }

  @Test
  void aVolumeWithoutTheTopicGoesOn() throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
        SchemaTopic schemas = schemas(rig)) {
      String topic = rig.config().topics().schemas();
      try (Admin admin = rig.config().kafka().admin()) {
        admin.deleteTopics(List.of(topic)).all().get();
        while (admin.listTopics().names().get().contains(topic)) {
          Thread.sleep(20);
        }
        assertThat(publishOurs(rig)).isZero();
        assertThat(schemas.find(1).toString()).contains("which does not exist");
        assertThat(admin.listTopics().names().get()).as("nobody made it").doesNotContain(topic);
      }
    }
  }

  private static int publishOurs(ScoringRig rig) {
    return SchemaPublisher.publish(
        rig.config().kafka().consumerProperties(),
        rig.config().kafka().producerProperties(),
        rig.config().topics().schemas());
  }

  private static SchemaTopic schemas(ScoringRig rig) {
    return new SchemaTopic(
        rig.config().kafka().consumerProperties(), rig.config().topics().schemas());
  }

  private static void send(ScoringRig rig, String key, String text) throws Exception {
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  rig.config().topics().schemas(), key, text.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }
}
