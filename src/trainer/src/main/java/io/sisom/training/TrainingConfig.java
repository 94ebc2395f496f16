package io.sisom.training;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * When the trainer makes a new version.
 *
 * @param publishLabels changed labels that make a new version at once
 * @param publishPause least time between two versions
 * @param publishEvery a single changed label makes a new version at most this long after the last
 * @param batchFrames frames the device takes at once
 */
public record TrainingConfig(
    int publishLabels, Duration publishPause, Duration publishEvery, int batchFrames) {
  /** The settings {@code training.publish.*} and {@code training.batch.frames}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            "training.publish.labels",
            Type.INT,
            500,
            Range.atLeast(1),
            Importance.MEDIUM,
            "Changed labels that make a new version at once.")
        .define(
            "training.publish.pause.ms",
            Type.INT,
            5_000,
            Range.atLeast(0),
            Importance.LOW,
            "Milliseconds between two versions at least, however many labels change.")
        .define(
            "training.publish.ms",
            Type.INT,
            60_000,
            Range.atLeast(100),
            Importance.MEDIUM,
            "Milliseconds after which even one changed label makes a new version.")
        .define(
            "training.batch.frames",
            Type.INT,
            64,
            Range.between(1, 4096),
            Importance.LOW,
            "Labeled frames the device takes at once.");
  }

  /** From validated settings. */
  public static TrainingConfig from(AbstractConfig config) {
    return new TrainingConfig(
        config.getInt("training.publish.labels"),
        Duration.ofMillis(config.getInt("training.publish.pause.ms")),
        Duration.ofMillis(config.getInt("training.publish.ms")),
        config.getInt("training.batch.frames"));
  }
}
