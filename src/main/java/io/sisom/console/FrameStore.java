package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
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
 * The pictures of candidates, read from their topic when someone asks, a few in parallel, and kept
 * for a while. Safe for use by many threads.
 */
public final class FrameStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FrameStore.class);
  private static final int READERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Map<String, Object> settings;
  private final String topic;
  private final FrameCache cache;
  private final AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
  private final BlockingQueue<KafkaConsumer<String, byte[]>> idle =
      new ArrayBlockingQueue<>(READERS);
  private final AtomicInteger made = new AtomicInteger();

  /** Connects when first asked. */
  public FrameStore(KafkaAccess kafka, long cacheBytes) {
    this.settings = new HashMap<>(kafka.consumers());
    settings.remove("group.id");
    settings.put("auto.offset.reset", "none");
    settings.put("max.poll.records", 16);
    settings.put("max.partition.fetch.bytes", 1 << 19);
    this.topic = kafka.topics().candidates();
    this.cache = new FrameCache(cacheBytes);
  }

  /** The candidate's frame. */
  public FoundFrame find(Candidate candidate) {
    Optional<SensorFrame> cached = cache.get(candidate.place());
    if (cached.isPresent()) {
      return checked(candidate, cached.get());
    }
    KafkaConsumer<String, byte[]> reader = null;
    try {
      reader = borrow();
      return reader == null ? new FoundFrame.Unavailable() : read(reader, candidate);
    } catch (OffsetOutOfRangeException e) {
      return new FoundFrame.Lost();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading a candidate's frame failed");
      return new FoundFrame.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FoundFrame.Unavailable();
    } finally {
      if (reader != null && !idle.offer(reader)) {
        reader.close();
      }
    }
  }

  private static FoundFrame checked(Candidate candidate, SensorFrame frame) {
    return frame.getFrameId().equals(candidate.frameId())
        ? new FoundFrame.Found(frame)
        : new FoundFrame.Lost();
  }

  private @Nullable KafkaConsumer<String, byte[]> borrow() throws InterruptedException {
    KafkaConsumer<String, byte[]> reader = idle.poll();
    if (reader == null && made.getAndUpdate(n -> Math.min(READERS, n + 1)) < READERS) {
      reader = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
    return reader == null ? idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : reader;
  }

  private FoundFrame read(KafkaConsumer<String, byte[]> reader, Candidate candidate) {
    Place place = candidate.place();
    TopicPartition partition = new TopicPartition(topic, place.partition());
    reader.assign(List.of(partition));
    reader.seek(partition, place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      // Those after it are the next of its window: likely to be asked for next.
      for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
        keep(record);
      }
      Optional<SensorFrame> frame = cache.get(place);
      if (frame.isPresent()) {
        return checked(candidate, frame.get());
      }
      if (reader.position(partition) > place.offset()) {
        return new FoundFrame.Lost();
      }
    }
    return new FoundFrame.Unavailable();
  }

  private void keep(ConsumerRecord<String, byte[]> record) {
    if (record.value() != null) {
      try {
        SensorFrame frame = codec.decode(record.value()).getFrame();
        cache.put(new Place(record.partition(), record.offset()), frame);
      } catch (WireException e) {
        log.atDebug().addKeyValue("offset", record.offset()).log("no candidate");
      }
    }
  }

  @Override
  public void close() {
    idle.forEach(reader -> reader.close());
  }
}
