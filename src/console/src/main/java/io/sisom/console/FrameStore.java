package io.sisom.console;

import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
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
 * The pictures of a topic's records, read when someone asks, a few in parallel, and kept for a
 * while. Safe for use by many threads.
 */
public final class FrameStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FrameStore.class);
  private static final Duration POLL = Duration.ofMillis(100);

  private final String topic;
  private final FrameCache cache;
  private final ValueReader values;
  private final Readers readers;

  /** How a record's bytes become its frame. */
  private interface ValueReader {
    SensorFrame frame(byte[] value) throws WireException;
  }

  private FrameStore(KafkaAccess kafka, String topic, ValueReader values, long cacheBytes) {
    this.readers = new Readers(kafka, 16);
    this.topic = topic;
    this.values = values;
    this.cache = new FrameCache(cacheBytes);
  }

  /** Of candidates; connects when first asked. */
  public static FrameStore ofCandidates(KafkaAccess kafka, long cacheBytes) {
    AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class, kafka.schemas());
    return new FrameStore(
        kafka, kafka.topics().candidates(), value -> codec.decode(value).getFrame(), cacheBytes);
  }

  /** Of labels; connects when first asked. */
  public static FrameStore ofLabels(KafkaAccess kafka, long cacheBytes) {
    AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class, kafka.schemas());
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
    try {
      return readers
          .ask(reader -> read(reader, frameId, place))
          .orElseGet(() -> new FoundFrame.Unavailable());
    } catch (OffsetOutOfRangeException e) {
      return new FoundFrame.Lost();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading a frame failed");
      return new FoundFrame.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new FoundFrame.Unavailable();
    }
  }

  private static FoundFrame checked(String frameId, SensorFrame frame) {
    return frame.getFrameId().equals(frameId) ? new FoundFrame.Found(frame) : new FoundFrame.Lost();
  }

  private FoundFrame read(KafkaConsumer<String, byte[]> reader, String frameId, Place place) {
    TopicPartition partition = new TopicPartition(topic, place.partition());
    reader.assign(List.of(partition));
    reader.seek(partition, place.offset());
    long deadline = System.nanoTime() + Readers.PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      // Those after it, of a candidate the next of its window, are likely to be asked for next.
      for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
        keep(record);
      }
      Optional<SensorFrame> frame = cache.get(place);
      if (frame.isPresent()) {
        return checked(frameId, frame.get());
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
        cache.put(new Place(record.partition(), record.offset()), values.frame(record.value()));
      } catch (WireException e) {
        log.atDebug().addKeyValue("offset", record.offset()).log("no frame");
      }
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
