package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.LabelCandidate;
import io.sisom.wire.AvroCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that drain candidates without the console, through a share group (KIP-932), as
 * docs/console.md shows it.
 */
class ShareGroupIT {
  private static final String GROUP = "auto-labelers";
  private static final int FRAMES = 60;

  @Test
  void consumersOfAShareGroupGetEachCandidateOnceAndOneThatIsReleasedAgain(@TempDir Path dir)
      throws Exception {
    try (QueueRig rig = new QueueRig(dir, Map.of())) {
      rig.publish(0, FRAMES);
      fromTheFirstCommittedOne(rig);
      List<String> done = new ArrayList<>();
      Set<String> released = new HashSet<>();
      try (KafkaShareConsumer<String, byte[]> one = consumer(rig);
          KafkaShareConsumer<String, byte[]> other = consumer(rig)) {
        long deadline = System.nanoTime() + QueueRig.PATIENCE.toNanos();
        while (done.size() < FRAMES && System.nanoTime() < deadline) {
          drain(one, done, released);
          drain(other, done, released);
        }
      }
      assertThat(released).as("each tenth, once").hasSize(FRAMES / 10);
      assertThat(done).hasSize(FRAMES).doesNotHaveDuplicates().containsAll(released);
    }
  }

  private static void drain(
      KafkaShareConsumer<String, byte[]> consumer, List<String> done, Set<String> released)
      throws Exception {
    AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
    for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
      String frameId = codec.decode(record.value()).getFrame().getFrameId();
      if (frameId.endsWith("7") && released.add(frameId)) {
        consumer.acknowledge(record, AcknowledgeType.RELEASE);
      } else {
        done.add(frameId);
        consumer.acknowledge(record, AcknowledgeType.ACCEPT);
      }
    }
    consumer.commitSync();
  }

  private static KafkaShareConsumer<String, byte[]> consumer(QueueRig rig) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", rig.access().consumers().get("bootstrap.servers"));
    settings.put("group.id", GROUP);
    settings.put("share.acknowledgement.mode", "explicit");
    KafkaShareConsumer<String, byte[]> consumer =
        new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(rig.config().topics().candidates()));
    return consumer;
  }

  private static void fromTheFirstCommittedOne(QueueRig rig) throws Exception {
    try (Admin admin = rig.config().kafka().admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, GROUP),
                  List.of(
                      set("share.auto.offset.reset", "earliest"),
                      set("share.isolation.level", "read_committed"))))
          .all()
          .get();
    }
  }

  private static AlterConfigOp set(String key, String value) {
    return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
  }
}
