package io.sisom.fitting;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * How the score's settings are fitted.
 *
 * @param by what settings are chosen by
 * @param frames held out for the choice, and made into outliers, at most
 * @param known frames that distances are measured to in a trial, at most
 * @param margin by which a setting must beat the default one, in d′
 * @param saturated share of saturated units above which r_avg is not believed, 0 to 1
 * @param growth factor by which the pool must have grown before settings are fitted again, 1 or
 *     more
 */
public record FittingConfig(
    FitBy by, int frames, int known, double margin, double saturated, double growth) {
  /** Fewer held-out frames decide nothing. */
  public static final int LEAST_FRAMES = 50;

  /** Of so many labeled frames at most one is held out, so that known ones are left. */
  public static final int LEAST_KNOWN_PER_HELD_OUT = 4;

  private static final String BY = "fit.by";
  private static final String FRAMES = "fit.frames";
  private static final String KNOWN = "fit.known";
  private static final String MARGIN = "fit.margin";
  private static final String SATURATED = "fit.saturated.max";
  private static final String GROWTH = "fit.growth";

  /** The settings {@code fit.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            BY,
            Type.STRING,
            FitBy.SYNTHETIC.key(),
            ValidString.in(FitBy.keys()),
            Importance.HIGH,
            "What settings of the score that are not given are chosen by: synthetic, how well"
                + " held-out labeled frames are told from outliers made of them; ravg, the paper's"
                + " separability of known classes; none, the defaults.")
        .define(
            FRAMES,
            Type.INT,
            1_000,
            Range.between(LEAST_FRAMES, 10_000),
            Importance.LOW,
            "Labeled frames held out while settings are fitted, at most, and at most a quarter of"
                + " all; their pixels are kept in"
                + " memory, and the network runs on 12 outliers of each. Where fewer"
                + " than 50 can be held out, nothing is fitted.")
        .define(
            KNOWN,
            Type.INT,
            2_000,
            Range.between(100, 1_000_000),
            Importance.LOW,
            "Labeled frames that distances are measured to while settings are fitted, at most.")
        .define(
            MARGIN,
            Type.DOUBLE,
            0.05,
            Range.between(0, 10),
            Importance.LOW,
            "How much better than the default, in d' against outliers, settings must be to be taken.")
        .define(
            SATURATED,
            Type.DOUBLE,
            0.05,
            Range.between(0, 1),
            Importance.LOW,
            "Share of units whose sigmoid is within 0.01 of 0 or 1 above which a steepness is not"
                + " taken.")
        .define(
            GROWTH,
            Type.DOUBLE,
            2.0,
            Range.atLeast(1),
            Importance.LOW,
            "Settings are fitted again once this many times as many labeled frames can be used as"
                + " at the last fit.");
  }

  /** From validated settings. */
  public static FittingConfig from(AbstractConfig config) {
    return new FittingConfig(
        FitBy.of(config.getString(BY)),
        config.getInt(FRAMES),
        config.getInt(KNOWN),
        config.getDouble(MARGIN),
        config.getDouble(SATURATED),
        config.getDouble(GROWTH));
  }
}
