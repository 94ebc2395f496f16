package io.sisom.bench;

import io.sisom.schema.FrameScore;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed scores, and notes for how long each partition of frames had none. */
final class ArrivalGaps implements AutoCloseable {
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final AvroCodec<FrameScore> codec = AvroCodec.of(FrameScore.class);
  private final long[] last;
  private final long[] longest;
  private final Thread thread = new Thread(this::read, "fleet-scores");
  private long scores;
  private volatile boolean stopped;

  private ArrivalGaps(FleetRig rig) {
    Map<String, Object> settings = new HashMap<>(rig.client());
    settings.remove("group.instance.id");
    settings.remove("group.protocol");
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    last = new long[rig.partitions()];
    longest = new long[rig.partitions()];
    List<TopicPartition> partitions =
        consumer.partitionsFor(rig.topics().scores()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
  }

  static ArrivalGaps start(FleetRig rig) {
    ArrivalGaps gaps = new ArrivalGaps(rig);
    gaps.thread.setDaemon(true);
    gaps.thread.start();
    return gaps;
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        consumer
            .poll(Duration.ofMillis(20))
            .forEach(
                record -> {
                  try {
                    note(codec.decode(record.value()));
                  } catch (WireException e) {
                    throw new IllegalStateException("a score of the bench's own is none", e);
                  }
                });
      }
    }
  }

  private synchronized void note(FrameScore score) {
    Integer partition = score.getFramePartition();
    if (partition != null) {
      long now = System.currentTimeMillis();
      longest[partition] = Math.max(longest[partition], now - last[partition]);
      last[partition] = now;
      scores++;
    }
  }

  /** Begins anew: gaps count from now. */
  synchronized void mark() {
    Arrays.fill(last, System.currentTimeMillis());
    Arrays.fill(longest, 0);
  }

  /** Whether every partition had a score since the mark. */
  synchronized boolean all() {
    return Arrays.stream(longest).allMatch(gap -> gap > 0);
  }

  /** The longest time without a score since the mark, ms, of each partition. */
  synchronized double[] gaps() {
    long now = System.currentTimeMillis();
    double[] gaps = new double[last.length];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Math.max(longest[i], now - last[i]);
    }
    return gaps;
  }

  /** Scores read. */
  synchronized long scores() {
    return scores;
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
