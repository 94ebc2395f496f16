package io.sisom.learning;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Stochastic gradient descent as the whole network is trained with.
 *
 * @param batchFrames frames of a step, 2 or more
 * @param rate learning rate at the start
 * @param momentum 0 to below 1
 * @param weightDecay L2, 0 or more
 * @param schedule of the rate
 */
public record OptimizerConfig(
    int batchFrames, double rate, double momentum, double weightDecay, RateSchedule schedule) {
  private static final String BATCH = "learning.batch.frames";
  private static final String RATE = "learning.rate";
  private static final String MOMENTUM = "learning.momentum";
  private static final String DECAY = "learning.weight.decay";
  private static final String SCHEDULE = "learning.schedule";

  static ConfigDef define(ConfigDef def) {
    return def.define(
            BATCH,
            Type.INT,
            64,
            Range.between(2, 4096),
            Importance.MEDIUM,
            "Frames of one step of full learning.")
        .define(
            RATE,
            Type.DOUBLE,
            0.02,
            Range.between(1e-9, 10),
            Importance.MEDIUM,
            "Learning rate of full learning at its start; 0.1 suits a network from scratch.")
        .define(
            MOMENTUM,
            Type.DOUBLE,
            0.9,
            Range.between(0, 0.9999),
            Importance.LOW,
            "Momentum of full learning.")
        .define(
            DECAY,
            Type.DOUBLE,
            5e-4,
            Range.between(0, 1),
            Importance.LOW,
            "Weight decay of full learning.")
        .define(
            SCHEDULE,
            Type.STRING,
            RateSchedule.COSINE.key(),
            ConfigDef.ValidString.in(RateSchedule.keys().toArray(String[]::new)),
            Importance.LOW,
            "How the rate falls: cosine to 0, multistep to a tenth after a half and a hundredth after"
                + " three quarters, or constant.");
  }

  static OptimizerConfig from(AbstractConfig config) {
    return new OptimizerConfig(
        config.getInt(BATCH),
        config.getDouble(RATE),
        config.getDouble(MOMENTUM),
        config.getDouble(DECAY),
        RateSchedule.of(config.getString(SCHEDULE)));
  }

  /** The same with another rate at the start. */
  public OptimizerConfig withRate(double other) {
    return new OptimizerConfig(batchFrames, other, momentum, weightDecay, schedule);
  }
}
