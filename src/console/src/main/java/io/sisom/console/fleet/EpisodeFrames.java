package io.sisom.console.fleet;

import io.sisom.console.KafkaAccess;
import io.sisom.console.Readers;
import io.sisom.live.Episode;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scores of one episode, found again on the score topic: in its sensor's partition, from some
 * time before the episode opened, a bounded way. Safe for use by many threads.
 */
public final class EpisodeFrames {
  private static final Logger log = LoggerFactory.getLogger(EpisodeFrames.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** The frame that opens an episode is its k-th novel one; the first came before. */
  private static final Duration LEAD = Duration.ofMinutes(1);

  private static final int MOST_READ = 200_000;
  private static final int MOST_KEPT = 20_000;

  private final Readers readers;
  private final String topic;
  private final AvroCodec<FrameScore> codec;

  EpisodeFrames(Readers readers, KafkaAccess kafka) {
    this.readers = readers;
    this.topic = kafka.topics().scores();
    this.codec = AvroCodec.of(FrameScore.class, kafka.schemas());
  }

  /**
   * In order of arrival, from the first novel frame to the last; empty where Kafka did not answer,
   * and a list without a frame where the topic no longer holds them.
   */
  public Optional<List<FrameScore>> find(Episode episode) {
    try {
      return readers.ask(reader -> read(reader, episode));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("reading an episode's scores failed");
      return Optional.empty();
    }
  }

  private List<FrameScore> read(KafkaConsumer<String, byte[]> reader, Episode episode) {
    OodAlert alert = episode.alert();
    int partitions = reader.partitionsFor(topic).size();
    TopicPartition partition =
        new TopicPartition(topic, SensorPartition.of(alert.getSensorId(), partitions));
    // Kafka has scores by the time they were written; what an earlier version wrote, or what was
    // written before the first event that we read, by the time of capture.
    Found written = readFrom(reader, partition, episode.since().minus(LEAD), alert);
    if (written.whole) {
      return written.frames;
    }
    Found captured = readFrom(reader, partition, alert.getOpenedAt().minus(LEAD), alert);
    return captured.whole || captured.frames.size() > written.frames.size()
        ? captured.frames
        : written.frames;
  }

  private Found readFrom(
      KafkaConsumer<String, byte[]> reader,
      TopicPartition partition,
      Instant from,
      OodAlert alert) {
    Found found = new Found(alert);
    OffsetAndTimestamp start =
        reader.offsetsForTimes(Map.of(partition, Math.max(0, from.toEpochMilli()))).get(partition);
    if (start == null) {
      return found;
    }
    reader.assign(List.of(partition));
    reader.seek(partition, start.offset());
    long end = reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long deadline = System.nanoTime() + Readers.PATIENCE.toNanos();
    int read = 0;
    while (!found.complete
        && read < MOST_READ
        && reader.position(partition) < end
        && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : reader.poll(POLL)) {
        read++;
        decoded(record).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<FrameScore> decoded(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? Optional.empty() : Optional.of(codec.decode(record.value()));
    } catch (WireException e) {
      return Optional.empty();
    }
  }

  /** What belongs to the episode, of all that is read in order. */
  private static final class Found {
    private final OodAlert alert;
    private final List<FrameScore> frames = new ArrayList<>();
    private boolean begun;
    private boolean whole;
    private boolean complete;

    Found(OodAlert alert) {
      this.alert = alert;
    }

    void add(FrameScore score) {
      if (complete || !score.getSensorId().equals(alert.getSensorId())) {
        return;
      }
      Instant at = score.getCapturedAt();
      boolean first = score.getFrameId().equals(alert.getFirstFrameId());
      whole |= first;
      begun |= first || !at.isBefore(alert.getOpenedAt());
      if (!begun) {
        return;
      }
      boolean last = score.getFrameId().equals(alert.getLastFrameId());
      if (last || !at.isAfter(alert.getLastNovelAt())) {
        frames.add(score);
      }
      complete = last || at.isAfter(alert.getLastNovelAt()) || frames.size() >= MOST_KEPT;
    }
  }
}
