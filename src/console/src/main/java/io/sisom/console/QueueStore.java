package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.Change;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The queue's state on its topic, for one writer at a time: whoever opens it last fences who wrote
 * before (transactional ids they share) and says so under the key {@code owner}. For one thread.
 *
 * <p>Why {@link #read} misses nothing that was confirmed, after whatever outage: to begin with a
 * transactional id, the broker first ends what was open under it, and writes the markers of what
 * was committed under it. So once this store has begun with all of them, nobody else can write any
 * more, and every transaction of every earlier owner, this process under an earlier store included,
 * is decided and lies before the topic's end. Whoever reads to the end that the topic has from then
 * on has read it all. What the records say, owners' names in particular, decides nothing: a process
 * opens the queue many times, and has left heartbeats under its name all over the topic.
 *
 * <p>Transactions go through several producers in turn, each begun when the one before is
 * committed: after a commit the broker still writes markers, and a producer that begins anew
 * meanwhile is sent away for 20 ms.
 */
final class QueueStore implements QueueLog {
  /** Consumer group under which the position on label-candidates is kept. */
  static final String GROUP = "sisom-console";

  private static final String TRANSACTIONAL_ID = "sisom-console-";
  private static final int PRODUCERS = 3;
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final KafkaAccess kafka;
  private final String name;
  private final Clock clock;
  private final TopicPartition events;
  private final EventCodec codec;
  private final AvroCodec<LabeledFrame> labels;
  private final AvroCodec<LabelCandidate> candidates;
  private final List<Producer<String, byte[]>> producers;
  private final Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
  private Optional<ConsumerGroupMetadata> group = Optional.empty();
  private int commits;

  /** A store that writes through these producers in turn; {@link #takeOver} begins with them. */
  QueueStore(
      KafkaAccess kafka, String name, Clock clock, List<Producer<String, byte[]>> producers) {
    this.kafka = kafka;
    this.codec = new EventCodec(kafka.schemas());
    this.labels = AvroCodec.of(LabeledFrame.class, kafka.schemas());
    this.candidates = AvroCodec.of(LabelCandidate.class, kafka.schemas());
    this.name = name;
    this.clock = clock;
    this.events = new TopicPartition(kafka.topics().queueEvents(), 0);
    this.producers = List.copyOf(producers);
  }

  private static List<Producer<String, byte[]>> producers(KafkaAccess kafka) {
    List<Producer<String, byte[]>> producers = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      Map<String, Object> settings = new HashMap<>(kafka.producers());
      settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID + i);
      // A transaction's records are all there when it commits: waiting for more gains nothing.
      settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
      settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "15000");
      producers.add(
          new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    }
    return producers;
  }

  /**
   * Takes the queue over from whoever wrote it.
   *
   * @param name unique to this console
   */
  static QueueStore takeOver(KafkaAccess kafka, String name, Clock clock) {
    QueueStore store = new QueueStore(kafka, name, clock, producers(kafka));
    try {
      store.producers.forEach(Producer::initTransactions);
      store.heartbeat();
      return store;
    } catch (KafkaException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public Stored read() {
    Replay replay = new Replay(name, kafka.schemas());
    try (WholeTopic whole = WholeTopic.open(kafka.consumers(), events.topic())) {
      whole.readAll(replay::take, SILENCE);
    }
    return replay.stored();
  }

  /**
   * The console that took the queue over last; empty where none ever did. It waits for no
   * transaction that lies open: that is this console's own, from before its trouble, and while it
   * is open nobody else has taken over.
   */
  static Optional<Owner> owner(KafkaAccess kafka) {
    EventCodec codec = new EventCodec(kafka.schemas());
    AtomicReference<byte @Nullable []> last = new AtomicReference<>();
    String topic = kafka.topics().queueEvents();
    try (WholeTopic whole = WholeTopic.openDecided(kafka.consumers(), topic)) {
      whole.readAll(
          record -> {
            if (EventCodec.OWNER.equals(record.key())) {
              last.set(record.value());
            }
          },
          SILENCE);
      byte[] value = last.get();
      return value == null ? Optional.empty() : Optional.of(codec.owner(value));
    } catch (WireException e) {
      throw new KafkaException("topic " + topic + " has no readable owner", e);
    }
  }

  @Override
  public void commit(Writes writes) {
    Producer<String, byte[]> producer = nextProducer();
    producer.beginTransaction();
    for (Change change : writes.changes()) {
      event(producer, EventCodec.key(change.frameId()), codec.encode(change));
    }
    for (String episodeId : writes.forgotten()) {
      event(producer, EventCodec.episodeKey(episodeId), null);
    }
    for (Review review : writes.reviews()) {
      event(producer, EventCodec.episodeKey(review.episodeId()), codec.review(review));
    }
    for (LabelCandidate candidate : writes.candidates()) {
      send(producer, offer(producer, candidate));
    }
    for (LabelWrite write : writes.pool()) {
      LabeledFrame labeled = write.labeled();
      send(
          producer,
          new ProducerRecord<>(
              kafka.topics().labels(),
              write.key(),
              labeled == null ? null : labels.encode(labeled)));
    }
    writes.read().ifPresent(so -> keep(producer, so));
    producer.commitTransaction();
  }

  private void event(Producer<String, byte[]> producer, String key, byte @Nullable [] value) {
    send(producer, new ProducerRecord<>(events.topic(), 0, key, value));
  }

  /** In one partition with the others that were asked for together, so that they keep order. */
  private ProducerRecord<String, byte[]> offer(
      Producer<String, byte[]> producer, LabelCandidate candidate) {
    String topic = kafka.topics().candidates();
    int partitions = producer.partitionsFor(topic).size();
    return new ProducerRecord<>(
        topic,
        Math.floorMod(candidate.getWindowEnd().hashCode(), partitions),
        candidate.getScore().getFrameId(),
        candidates.encode(candidate));
  }

  /** Positions expire unless they are written now and then (offsets.retention.minutes). */
  private void keep(Producer<String, byte[]> producer, ReadSoFar read) {
    positions.putAll(read.positions());
    producer.sendOffsetsToTransaction(positions, read.group());
    group = Optional.of(read.group());
  }

  /** Within a transaction: a record that cannot be sent fails the commit. */
  private static void send(
      Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    var unused = producer.send(record);
  }

  private Producer<String, byte[]> nextProducer() {
    return producers.get(commits++ % producers.size());
  }

  @Override
  public void heartbeat() {
    Producer<String, byte[]> producer = nextProducer();
    producer.beginTransaction();
    send(
        producer,
        new ProducerRecord<>(
            events.topic(), 0, EventCodec.OWNER, codec.owner(name, clock.instant())));
    group.ifPresent(it -> producer.sendOffsetsToTransaction(positions, it));
    producer.commitTransaction();
  }

  @Override
  public void close() {
    producers.forEach(producer -> producer.close(Duration.ZERO));
  }
}
