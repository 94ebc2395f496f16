package io.sisom.console;

import io.sisom.console.Surroundings.Found;
import io.sisom.console.Surroundings.Gone;
import io.sisom.console.Surroundings.Seen;
import io.sisom.queue.Place;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Looks for a scored frame on the topic of frames, and for its sensor's frames around it. Scores
 * name its place. Where an earlier scorer did not, or the topic was made anew, it is sought in the
 * partition of the sensor's key, as producers choose, by time: a record's lies between the frame's
 * capture, where it came live, and its score.
 */
final class Search {
  private static final int MOST_RECORDS = 2_000;
  private static final int[] REACHES = {16, 128, MOST_RECORDS / 2};
  private static final long NEAR_MS = 600;
  private static final long FAR_MS = 6_000;

  private final KafkaConsumer<String, byte[]> reader;
  private final FrameScore score;
  private final int each;
  private final Function<ConsumerRecord<String, byte[]>, Optional<SensorFrame>> decode;
  private final TopicPartition partition;

  Search(
      KafkaConsumer<String, byte[]> reader,
      String topic,
      FrameScore score,
      int each,
      Function<ConsumerRecord<String, byte[]>, Optional<SensorFrame>> decode) {
    this.reader = reader;
    this.score = score;
    this.each = each;
    this.decode = decode;
    this.partition =
        new TopicPartition(topic, partition(score, reader.partitionsFor(topic).size()));
  }

  /** The partition its scorer names; that of its key, where an earlier scorer names none. */
  private static int partition(FrameScore score, int partitions) {
    Integer named = score.getFramePartition();
    if (named != null && named >= 0 && named < partitions) {
      return named;
    }
    byte[] key = score.getSensorId().getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  Surroundings run() {
    long begin = reader.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    return atNamedPlace(begin, end).orElseGet(() -> byTime(begin, end));
  }

  /**
   * Around the offset that the scorer names, ever further where other sensors' frames lie between;
   * empty where it names none, or another topic's.
   */
  private Optional<Surroundings> atNamedPlace(long begin, long end) {
    Long offset = score.getFrameOffset();
    if (score.getFramePartition() == null || offset == null || offset < begin || offset >= end) {
      return Optional.empty();
    }
    Surroundings best = new Gone();
    for (int reach : REACHES) {
      Surroundings next = scan(Math.max(begin, offset - reach), Math.min(end, offset + reach + 1));
      if (!(next instanceof Found found)) {
        break;
      }
      best = found;
      if (found.frames().size() > 2 * each || (offset - reach <= begin && offset + reach >= end)) {
        break;
      }
    }
    return best instanceof Found ? Optional.of(best) : Optional.empty();
  }

  private Surroundings byTime(long begin, long end) {
    Surroundings near = live(NEAR_MS, begin, end);
    if (near instanceof Found found) {
      // A slow sensor, or a slow way here: look further back.
      return found.self() < each && live(FAR_MS, begin, end) instanceof Found far ? far : found;
    }
    if (near instanceof Surroundings.Unavailable) {
      return near;
    }
    // Not sent when it was captured, but later, from a recording: then shortly before its score.
    long scored = offsetAt(score.getScoredAt(), end);
    return scan(Math.max(begin, scored - MOST_RECORDS), Math.min(end, scored + each));
  }

  private Surroundings live(long earlierMs, long begin, long end) {
    long from = Math.max(begin, offsetAt(score.getCapturedAt().minusMillis(earlierMs), end));
    return scan(from, Math.min(end, from + MOST_RECORDS));
  }

  private long offsetAt(Instant time, long end) {
    // A sensor's clock may say anything, Kafka looks for no time before 1970.
    long millis = Math.max(0, time.toEpochMilli());
    OffsetAndTimestamp found = reader.offsetsForTimes(Map.of(partition, millis)).get(partition);
    return found == null ? end : found.offset();
  }

  private Surroundings scan(long from, long to) {
    Scan scan = new Scan(reader, partition, from, to);
    List<Seen> seen = new ArrayList<>();
    int self = -1;
    for (ConsumerRecord<String, byte[]> record : scan.records()) {
      if (!score.getSensorId().equals(record.key())) {
        continue;
      }
      Optional<SensorFrame> frame = decode.apply(record);
      if (frame.isEmpty()) {
        continue;
      }
      seen.add(
          new Seen(
              new Place(record.partition(), record.offset()),
              frame.get().getFrameId(),
              frame.get().getCapturedAt()));
      if (self < 0 && frame.get().getFrameId().equals(score.getFrameId())) {
        self = seen.size() - 1;
      } else if (self < 0 && seen.size() > each) {
        seen.remove(0);
      }
      if (self >= 0 && seen.size() > self + each) {
        break;
      }
    }
    if (self >= 0) {
      return new Found(seen, self);
    }
    return scan.timedOut() ? new Surroundings.Unavailable() : new Gone();
  }
}
