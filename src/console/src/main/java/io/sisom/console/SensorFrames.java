package io.sisom.console;

import io.sisom.console.Surroundings.Found;
import io.sisom.console.Surroundings.Gone;
import io.sisom.queue.Place;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames on the topic of frames, read when someone asks: one by its position, or those around a
 * scored one. Safe for use by many threads.
 */
public final class SensorFrames implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SensorFrames.class);
  private static final int AROUND_REMEMBERED = 2_000;

  private final String topic;
  private final Readers readers;
  private final FrameCache cache;
  private final Recent<String, Found> around = new Recent<>(AROUND_REMEMBERED);
  private final AvroCodec<SensorFrame> codec;

  /** Connects when first asked. */
  public SensorFrames(KafkaAccess kafka, long cacheBytes) {
    this.topic = kafka.topics().frames();
    this.codec = AvroCodec.of(SensorFrame.class, kafka.schemas());
    this.readers = new Readers(kafka, 64);
    this.cache = new FrameCache(cacheBytes);
  }

  /** The frame at a position. */
  public FoundFrame find(Place place) {
    Optional<SensorFrame> cached = cache.get(place);
    if (cached.isPresent()) {
      return new FoundFrame.Found(cached.get());
    }
    try {
      return readers
          .ask(reader -> read(reader, place))
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

  private FoundFrame read(KafkaConsumer<String, byte[]> reader, Place place) {
    if (place.partition() >= reader.partitionsFor(topic).size()) {
      return new FoundFrame.Lost();
    }
    TopicPartition partition = new TopicPartition(topic, place.partition());
    Scan scan = new Scan(reader, partition, place.offset(), place.offset() + 1);
    for (ConsumerRecord<String, byte[]> record : scan.records()) {
      Optional<SensorFrame> frame =
          record.offset() == place.offset() ? keep(record) : Optional.empty();
      if (frame.isPresent()) {
        return new FoundFrame.Found(frame.get());
      }
    }
    return scan.timedOut() ? new FoundFrame.Unavailable() : new FoundFrame.Lost();
  }

  /**
   * The frames its sensor saw around a scored one.
   *
   * @param each how many before and how many after, at most
   */
  public Surroundings around(FrameScore score, int each) {
    Optional<Found> known = around.get(score.getFrameId());
    if (known.isPresent()) {
      return known.get();
    }
    try {
      Optional<Surroundings> looked =
          readers.ask(reader -> new Search(reader, topic, score, each, this::keep).run());
      looked
          .filter(it -> it instanceof Found found && found.frames().size() == 2 * each + 1)
          .ifPresent(it -> around.put(score.getFrameId(), (Found) it));
      return looked.orElseGet(() -> new Surroundings.Unavailable());
    } catch (OffsetOutOfRangeException e) {
      return new Gone();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("looking for the frames around one failed");
      return new Surroundings.Unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Surroundings.Unavailable();
    }
  }

  private Optional<SensorFrame> keep(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return Optional.empty();
    }
    try {
      SensorFrame frame = codec.decode(record.value());
      cache.put(new Place(record.partition(), record.offset()), frame);
      return Optional.of(frame);
    } catch (WireException e) {
      return Optional.empty(); // the scorer says on dead-letters what is wrong with it
    }
  }

  @Override
  public void close() {
    readers.close();
  }
}
