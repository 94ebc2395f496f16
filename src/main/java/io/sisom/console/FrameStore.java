package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of a topic's records, read when someone asks, a few in parallel, and kept for a
 * while. Safe for use by many threads.
 */
public final class FrameStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FrameStore.class);
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final String topic;
  private final FrameCache cache;
  private final RecordReader reader;
  private final BlockingQueue<KafkaConsumer<String, byte[]>> idle =
      new ArrayBlockingQueue<>(READERS);
  private final AtomicInteger made = new AtomicInteger();

  /** How a record's bytes become its frame. */
  private interface RecordReader {
    SensorFrame frame(byte[] value) throws WireException;
  }

  private FrameStore(KafkaAccess kafka, String topic, RecordReader reader, long cacheBytes) {
    this.settings = new HashMap<>(kafka.consumers());
    settings.remove("group.id");
    settings.put("auto.offset.reset", "none");
    settings.put("max.poll.records", 16);
    settings.put("max.partition.fetch.bytes", 1 << 19);
    this.topic = topic;
    this.reader = reader;
    this.cache = new FrameCache(cacheBytes);
  }

  /** Of candidates; connects when first asked. */
  public static FrameStore ofCandidates(KafkaAccess kafka, long cacheBytes) {
    AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
    return new FrameStore(
        kafka, kafka.topics().candidates(), value -> codec.decode(value).getFrame(), cacheBytes);
  }

  /** Of labels; connects when first asked. */
  public static FrameStore ofLabels(KafkaAccess kafka, long cacheBytes) {
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
    return new FrameStore(
        kafka, kafka.topics().labels(), value -> codec.decode(value).getFrame(), cacheBytes);
  }

  /** The candidate's frame. */
  public FoundFrame find(Candidate candidate) {
    return find(candidate.frameId(), candidate.place());
  }

  /** The frame of that id, where it lies. */
  public FoundFrame find(String frameId, Place place) {
    Optional<SensorFrame> cached = cache.get(place);
    if (cached.isPresent()) {
      return checked(frameId, cached.get());
    }
    KafkaConsumer<String, byte[]> consumer = null;
    try {
      consumer = borrow();
      return consumer == null ? new FoundFrame.Unavailable() : read(consumer, frameId, place);
    } catch (OffsetOutOfRangeException e) {
      return new FoundFrame.Lost();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading a frame failed");
      return new FoundFrame.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FoundFrame.Unavailable();
    } finally {
      if (consumer != null && !idle.offer(consumer)) {
        consumer.close();
      }
    }
  }

  private static FoundFrame checked(String frameId, SensorFrame frame) {
    return frame.getFrameId().equals(frameId) ? new FoundFrame.Found(frame) : new FoundFrame.Lost();
  }

  private @Nullable KafkaConsumer<String, byte[]> borrow() throws InterruptedException {
    KafkaConsumer<String, byte[]> consumer = idle.poll();
    if (consumer == null && made.getAndUpdate(n -> Math.min(READERS, n + 1)) < READERS) {
      consumer = connected();
    }
    return consumer == null ? idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : consumer;
  }

  private KafkaConsumer<String, byte[]> connected() {
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      // None was made, so the next one who asks may try.
      made.decrementAndGet();
      throw e;
    }
  }

  private FoundFrame read(KafkaConsumer<String, byte[]> consumer, String frameId, Place place) {
    TopicPartition partition = new TopicPartition(topic, place.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      // Those after it, of a candidate the next of its window, are likely to be asked for next.
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        keep(record);
      }
      Optional<SensorFrame> frame = cache.get(place);
      if (frame.isPresent()) {
        return checked(frameId, frame.get());
      }
      if (consumer.position(partition) > place.offset()) {
        return new FoundFrame.Lost();
      }
    }
    return new FoundFrame.Unavailable();
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    if (record.value() != null) {
      try {
        cache.put(new Place(record.partition(), record.offset()), reader.frame(record.value()));
      } catch (WireException e) {
        log.atDebug().addKeyValue("offset", record.offset()).log("no frame");
      }
    }
  }

  @Override
  public void close() {
    idle.forEach(consumer -> consumer.close());
  }
}
