package io.sisom.scoring;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How frames are gathered for the device.
 *
 * @param maxFrames of one batch
 * @param linger how long the oldest decoded frame waits for others still being decoded
 * @param queueFrames frames in flight before the consumer is made to wait
 * @param queueBytes of records in flight before the consumer is made to wait
 * @param decoders threads that decode ahead of the device
 */
public record BatchConfig(
    int maxFrames, Duration linger, int queueFrames, long queueBytes, int decoders) {
  /** The settings {@code batch.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            "batch.max.frames",
            Type.INT,
            32,
            Range.between(1, 4096),
            Importance.MEDIUM,
            "Frames the device scores at once; 8 to 32 suit a CPU, more a GPU.")
        .define(
            "batch.linger.ms",
            Type.INT,
            5,
            Range.between(0, 10_000),
            Importance.MEDIUM,
            "Milliseconds the oldest decoded frame waits for others that are still being decoded.")
        .define(
            "batch.queue.frames",
            Type.INT,
            1024,
            Range.between(1, 1_000_000),
            Importance.MEDIUM,
            "Frames in flight before the consumer waits.")
        .define(
            "batch.queue.bytes",
            Type.LONG,
            256L << 20,
            Range.between(1L, 64L << 30),
            Importance.MEDIUM,
            "Bytes of records in flight before the consumer waits; memory holds about twice as much,"
                + " and the pixels. A larger record passes alone.")
        .define(
            "batch.decoders",
            Type.INT,
            2,
            Range.between(1, 256),
            Importance.MEDIUM,
            "Threads that decode and resize frames ahead of the device.");
  }

  /** From validated settings. */
  public static BatchConfig from(AbstractConfig config) {
    int maxFrames = config.getInt("batch.max.frames");
    int queueFrames = config.getInt("batch.queue.frames");
    if (queueFrames < maxFrames) {
      throw new ConfigException(
          "batch.queue.frames",
          queueFrames,
          "must be at least batch.max.frames, which is " + maxFrames);
    }
    return new BatchConfig(
        maxFrames,
        Duration.ofMillis(config.getInt("batch.linger.ms")),
        queueFrames,
        config.getLong("batch.queue.bytes"),
        config.getInt("batch.decoders"));
  }
}
