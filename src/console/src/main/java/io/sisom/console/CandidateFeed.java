package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads label-candidates into the queue, from where the queue's last commit left off. Candidates
 * and the position after them are committed together.
 */
final class CandidateFeed implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CandidateFeed.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LONGEST_ID = 256;

  private final QueueService service;
  private final ConsoleMetrics metrics;
  private final AvroCodec<LabelCandidate> codec;
  private final TopicFollower follower;

  /** Connects when started. */
  CandidateFeed(KafkaAccess kafka, QueueService service, ConsoleMetrics metrics) {
    this.service = service;
    this.codec = AvroCodec.of(LabelCandidate.class, kafka.schemas());
    this.metrics = metrics;
    this.follower = new TopicFollower(plan(kafka), Feeding::new);
  }

  /** Starts to read, once. */
  void start() {
    follower.start();
  }

  private TopicFollower.Plan plan(KafkaAccess kafka) {
    Map<String, Object> settings = new HashMap<>(kafka.consumers());
    settings.put("group.id", QueueStore.GROUP);
    settings.put("auto.offset.reset", "earliest");
    return TopicFollower.Plan.of(
            "candidate-feed", List.of(kafka.topics().candidates()), settings, POLL)
        .pausing(PAUSE, PAUSE)
        .whenever(() -> service.state() == ConsoleState.SERVING);
  }

  /** Until the queue does not take what was read. */
  private final class Feeding implements TopicReading {
    private boolean taken = true;

    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions)
        throws InterruptedException {
      ReadSoFar from = new ReadSoFar(seek(consumer, partitions), consumer.groupMetadata());
      taken = answer(service.offer(List.of(), from));
    }

    @Override
    public boolean take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
        throws InterruptedException {
      return taken && (records.isEmpty() || offer(consumer, records));
    }
  }

  private boolean offer(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
      throws InterruptedException {
    List<Candidate> candidates = new ArrayList<>();
    records.forEach(record -> read(record).ifPresent(candidates::add));
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    ReadSoFar read = new ReadSoFar(positions, consumer.groupMetadata());
    return answer(service.offer(candidates, read));
  }

  /** Waits so that closing may interrupt. */
  private static boolean answer(CompletableFuture<Boolean> coming) throws InterruptedException {
    try {
      return coming.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException trouble) {
        throw trouble;
      }
      throw new IllegalStateException("the queue failed on candidates", e.getCause());
    }
  }

  /** Moves to where the queue's last commit left off; where that is. */
  private static Map<TopicPartition, OffsetAndMetadata> seek(
      Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = committed.get(partition);
      if (position == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position.offset());
      }
    }
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : partitions) {
      positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    return positions;
  }

  private Optional<Candidate> read(ConsumerRecord<String, byte[]> record) {
    try {
      LabelCandidate read = codec.decode(record.value() == null ? new byte[0] : record.value());
      checkIds(read);
      return Optional.of(
          new Candidate(
              read.getScore(),
              read.getInnerLabel(),
              read.getOuterLabel(),
              read.getWindowStart(),
              read.getRank(),
              read.getConsidered(),
              new Place(record.partition(), record.offset()),
              read.getRequestedBy() != null));
    } catch (WireException | IllegalArgumentException e) {
      metrics.refused();
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("partition", record.partition())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("label candidate skipped");
      return Optional.empty();
    }
  }

  private static void checkIds(LabelCandidate candidate) {
    String scored = candidate.getScore().getFrameId();
    boolean usable =
        !scored.isBlank()
            && scored.length() <= LONGEST_ID
            && candidate.getScore().getSensorId().length() <= LONGEST_ID
            && scored.chars().noneMatch(Character::isISOControl);
    if (!usable || !scored.equals(candidate.getFrame().getFrameId())) {
      throw new IllegalArgumentException("its frame's id is blank, too long or not its score's");
    }
  }

  /** The bug that ended it. */
  Optional<Throwable> failure() {
    return follower.failure();
  }

  @Override
  public void close() {
    follower.close();
  }
}
