package io.sisom.console.fleet;

import io.sisom.console.FoundFrame;
import io.sisom.console.KafkaAccess;
import io.sisom.frame.FramePng;
import io.sisom.frame.FramePng.Rendered;
import io.sisom.live.FramePlace;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of the frame topic by their place, read when someone looks, and small pictures of them,
 * which are kept for a while. Safe for use by many threads.
 */
public final class FramePictures {
  private static final Logger log = LoggerFactory.getLogger(FramePictures.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Readers readers;
  private final String topic;
  private final FramePng png;
  private final long mostBytes;
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final Map<Key, byte[]> small = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  private record Key(FramePlace place, String frameId, int side) {}

  FramePictures(Readers readers, KafkaAccess kafka, FramePng png, long mostBytes) {
    this.readers = readers;
    this.topic = kafka.topics().frames();
    this.png = png;
    this.mostBytes = mostBytes;
  }

  /** The frame at a place; lost where another lies there. */
  public FoundFrame find(FramePlace place, String frameId) {
    try {
      return readers
          .with(reader -> read(reader, place, frameId))
          .orElseGet(FoundFrame.Unavailable::new);
    } catch (OffsetOutOfRangeException e) {
      return new FoundFrame.Lost();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading a frame failed");
      return new FoundFrame.Unavailable();
    }
  }

  private FoundFrame read(KafkaConsumer<String, byte[]> reader, FramePlace place, String frameId) {
    if (place.partition() >= reader.partitionsFor(topic).size()) {
      return new FoundFrame.Lost();
    }
    TopicPartition partition = new TopicPartition(topic, place.partition());
    reader.assign(List.of(partition));
    reader.seek(partition, place.offset());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
        return record.offset() == place.offset() ? decoded(record, frameId) : new FoundFrame.Lost();
      }
      if (reader.position(partition) > place.offset()
          || reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L) <= place.offset()) {
        return new FoundFrame.Lost();
      }
    }
    return new FoundFrame.Unavailable();
  }

  private FoundFrame decoded(ConsumerRecord<String, byte[]> record, String frameId) {
    try {
      SensorFrame frame = codec.decode(record.value() == null ? new byte[0] : record.value());
      return frame.getFrameId().equals(frameId)
          ? new FoundFrame.Found(frame)
          : new FoundFrame.Lost();
    } catch (WireException e) {
      return new FoundFrame.Lost();
    }
  }

  /** What came of drawing a frame. */
  public sealed interface Drawn {
    /**
     * A PNG.
     *
     * @param bytes not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Picture(byte[] bytes) implements Drawn {}

    /** It cannot be drawn, for a reason in a sentence. */
    record Undrawable(String reason) implements Drawn {}

    /** It is no longer on the topic. */
    record Lost() implements Drawn {}

    /** Kafka did not answer in time. */
    record Unavailable() implements Drawn {}
  }

  /**
   * The frame, drawn.
   *
   * @param side longest side of the picture, pixels; larger frames are reduced
   */
  public Drawn draw(FramePlace place, String frameId, int side) {
    Key key = new Key(place, frameId, side);
    Optional<byte[]> kept = kept(key);
    if (kept.isPresent()) {
      return new Drawn.Picture(kept.get());
    }
    FoundFrame found = find(place, frameId);
    if (found instanceof FoundFrame.Found it) {
      Rendered rendered = png.render(it.frame(), side);
      if (rendered instanceof Rendered.Png picture) {
        keep(key, picture.bytes());
        return new Drawn.Picture(picture.bytes());
      }
      return new Drawn.Undrawable(((Rendered.Unrenderable) rendered).reason());
    }
    return found instanceof FoundFrame.Lost ? new Drawn.Lost() : new Drawn.Unavailable();
  }

  private synchronized Optional<byte[]> kept(Key key) {
    return Optional.ofNullable(small.get(key));
  }

  private synchronized void keep(Key key, byte[] picture) {
    byte[] before = small.put(key, picture);
    bytes += picture.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = small.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
