package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.StopSignal;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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

  private final KafkaAccess kafka;
  private final QueueService service;
  private final ConsoleMetrics metrics;
  private final AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "candidate-feed");

  /** Connects when started. */
  CandidateFeed(KafkaAccess kafka, QueueService service, ConsoleMetrics metrics) {
    this.kafka = kafka;
    this.service = service;
    this.metrics = metrics;
  }

  /** Starts to read, once. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    boolean stopped = false;
    while (!stopped && service.state() != ConsoleState.TAKEN_OVER) {
      if (service.state() == ConsoleState.SERVING) {
        try {
          feed();
        } catch (KafkaException e) {
          log.atWarn().setCause(e).log("reading label candidates failed; trying again");
        }
      }
      stopped = stop.givenWithin(service.state() == ConsoleState.SERVING ? PAUSE : POLL);
    }
  }

  /** Until told to stop, or the queue did not take what was read. */
  private void feed() {
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      Map<TopicPartition, OffsetAndMetadata> from = seek(consumer);
      boolean taken =
          service.offer(List.of(), new ReadSoFar(from, consumer.groupMetadata())).join();
      while (taken && !stop.given()) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          taken = offer(consumer, records);
        }
      }
    }
  }

  private boolean offer(
      KafkaConsumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
    List<Candidate> candidates = new ArrayList<>();
    records.forEach(record -> read(record).ifPresent(candidates::add));
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      positions.put(partition, new OffsetAndMetadata(consumer.position(partition)));
    }
    ReadSoFar read = new ReadSoFar(positions, consumer.groupMetadata());
    return service.offer(candidates, read).join();
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings = new HashMap<>(kafka.consumers());
    settings.put("group.id", QueueStore.GROUP);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  /** Moves to where the queue's last commit left off; where that is. */
  private Map<TopicPartition, OffsetAndMetadata> seek(KafkaConsumer<String, byte[]> consumer) {
    String topic = kafka.topics().candidates();
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
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

  @Override
  public void close() {
    stop.giveAndJoin(thread, Duration.ofSeconds(10));
  }
}
