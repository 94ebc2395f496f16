package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pictures of candidates, read from their topic when someone asks, a few in parallel, and kept
 * for a while. Safe for use by many threads.
 */
public final class FrameStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FrameStore.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final FrameCache cache;
  private final AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
  private final Readers readers;

  /** Connects when first asked. */
  public FrameStore(KafkaAccess kafka, long cacheBytes) {
    this.readers = new Readers(kafka, 16);
    this.topic = kafka.topics().candidates();
    this.cache = new FrameCache(cacheBytes);
  }

  /** The candidate's frame. */
  public FoundFrame find(Candidate candidate) {
    Optional<SensorFrame> cached = cache.get(candidate.place());
    if (cached.isPresent()) {
      return checked(candidate, cached.get());
    }
    try {
      return readers
          .ask(reader -> read(reader, candidate))
          .orElseGet(() -> new FoundFrame.Unavailable());
    } catch (OffsetOutOfRangeException e) {
      return new FoundFrame.Lost();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading a candidate's frame failed");
      return new FoundFrame.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FoundFrame.Unavailable();
    }
  }

  private static FoundFrame checked(Candidate candidate, SensorFrame frame) {
    return frame.getFrameId().equals(candidate.frameId())
        ? new FoundFrame.Found(frame)
        : new FoundFrame.Lost();
  }

  private FoundFrame read(KafkaConsumer<String, byte[]> reader, Candidate candidate) {
    Place place = candidate.place();
    TopicPartition partition = new TopicPartition(topic, place.partition());
    reader.assign(List.of(partition));
    reader.seek(partition, place.offset());
    long deadline = System.nanoTime() + Readers.PATIENCE.toNanos();
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
    readers.close();
  }
}
