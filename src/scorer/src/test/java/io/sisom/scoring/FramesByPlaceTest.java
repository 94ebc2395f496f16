package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.schema.FrameScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class FramesByPlaceTest {
  private static final TopicPartition PARTITION = new TopicPartition("frames", 0);

  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final AtomicLong nanos = new AtomicLong();
  private final FramesByPlace frames =
      new FramesByPlace(
          () -> consumer,
          "frames",
          new FrameReader(FrameLimits.defaults()),
          () -> nanos.getAndAdd(1_000_000_000));

  FramesByPlaceTest() {
    Node node = new Node(0, "none", 1);
    consumer.updatePartitions(
        "frames",
        List.of(new PartitionInfo("frames", 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 5L));
    consumer.updateEndOffsets(Map.of(PARTITION, 20L));
  }

  @Test
  void findsFramesWhereTheyLie() {
    holds(7, "f7");
    holds(8, "other");
    holds(9, "f9");
    assertThat(frames.find(List.of(score("f9", 0, 9), score("f7", 0, 7))))
        .containsOnlyKeys("f7", "f9")
        .allSatisfy((id, frame) -> assertThat(frame.getFrameId()).isEqualTo(id));
  }

  @Test
  void whatIsDeletedOrNotThereIsGone() {
    holds(7, "f7");
    assertThat(
            frames.find(
                List.of(
                    score("f4", 0, 4), score("f7", 0, 7), score("f20", 0, 20), score("p", 3, 7))))
        .containsOnlyKeys("f7");
  }

  @Test
  void aPlaceThatHoldsAnotherFrameOrNoneAnyMoreHasLostIt() {
    holds(7, "of-a-topic-made-anew");
    holds(9, "f9");
    assertThat(frames.find(List.of(score("f7", 0, 7), score("f8", 0, 8), score("f9", 0, 9))))
        .containsOnlyKeys("f9");
  }

  @Test
  void whereKafkaDoesNotAnswerNothingIsSaidToBeGone() {
    assertThatThrownBy(() -> frames.find(List.of(score("f7", 0, 7))))
        .isInstanceOf(ScoringFailure.class)
        .hasMessageContaining("frames-0");
  }

  /** Given to the next poll, as a broker would: from the position on. */
  private void holds(long offset, String frameId) {
    consumer.schedulePollTask(
        () -> {
          if (consumer.position(PARTITION) <= offset) {
            consumer.addRecord(
                new ConsumerRecord<>(
                    "frames", 0, offset, new byte[0], FrameBatcherTest.frame(frameId)));
          }
        });
  }

  private static FrameScore score(String frameId, int partition, long offset) {
    return FrameScore.newBuilder()
        .setFrameId(frameId)
        .setSensorId("cam")
        .setCapturedAt(Instant.EPOCH)
        .setScoredAt(Instant.EPOCH)
        .setPredicted("cat")
        .setInnerDistance(1)
        .setOuterDistance(1)
        .setRatio(1)
        .setEnergy(0)
        .setSisome(1)
        .setPValue(0.1)
        .setModelVersion("m")
        .setReferenceVersion(1)
        .setFramePartition(partition)
        .setFrameOffset(offset)
        .build();
  }
}
