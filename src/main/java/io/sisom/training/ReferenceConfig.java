package io.sisom.training;

import io.sisom.sisom.OuterReading;
import io.sisom.sisom.ScoreForm;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/**
 * How a reference set is built.
 *
 * @param calibrationFraction share of each class held out, above 0, below 1
 * @param reduce whether ProbCover chooses the known frames; otherwise all pooled ones are known
 * @param reduceFraction share of each class that is kept, above 0, at most 1
 * @param reduceMinimum frames kept of each class in any case, 1 or more
 * @param radiusQuantile quantile of nearest-neighbour distances that is ProbCover's radius, 0 to 1
 * @param form of SISOMe
 * @param weight of the energy, 0 to 1; empty: {@code min(r_avg, 1)}
 * @param outer from where the outer distance is measured
 * @param steepness α by tap, others off; empty: relative
 * @param relativeSteepness a of {@code α_j = a / rms(h⊙g)_j}, above 0
 */
public record ReferenceConfig(
    double calibrationFraction,
    boolean reduce,
    double reduceFraction,
    int reduceMinimum,
    double radiusQuantile,
    ScoreForm form,
    OptionalDouble weight,
    OuterReading outer,
    Map<String, Double> steepness,
    double relativeSteepness) {
  private static final String CALIBRATION_FRACTION = "training.calibration.fraction";
  private static final String REDUCE = "training.reduce";
  private static final String REDUCE_FRACTION = "training.reduce.fraction";
  private static final String REDUCE_MINIMUM = "training.reduce.minimum";
  private static final String RADIUS_QUANTILE = "training.radius.quantile";
  private static final String FORM = "score.form";
  private static final String WEIGHT = "score.weight";
  private static final String OUTER = "score.outer";
  private static final String STEEPNESS = "steepness";
  private static final String STEEPNESS_RELATIVE = "steepness.relative";
  private static final double FROM_RATIOS = -1;

  /** Keeps a copy of the map, in its order. */
  public ReferenceConfig {
    steepness = Collections.unmodifiableMap(new LinkedHashMap<>(steepness));
  }

  /** The settings of this part. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            CALIBRATION_FRACTION,
            Type.DOUBLE,
            0.2,
            Range.between(0.01, 0.9),
            Importance.MEDIUM,
            "Share of each class held out for p-values, 0.01 to 0.9.")
        .define(
            REDUCE,
            Type.BOOLEAN,
            true,
            Importance.MEDIUM,
            "Whether ProbCover chooses the known frames; otherwise all pooled ones are known.")
        .define(
            REDUCE_FRACTION,
            Type.DOUBLE,
            0.1,
            Range.between(0.0001, 1),
            Importance.MEDIUM,
            "Share of each class that is kept, 0.0001 to 1.")
        .define(
            REDUCE_MINIMUM,
            Type.INT,
            50,
            Range.atLeast(1),
            Importance.LOW,
            "Frames kept of each class in any case, 1 or more.")
        .define(
            RADIUS_QUANTILE,
            Type.DOUBLE,
            0.5,
            Range.between(0, 1),
            Importance.LOW,
            "ProbCover's radius: this quantile of the distances from each frame to the nearest other"
                + " one of its class, 0 to 1.")
        .define(
            FORM,
            Type.STRING,
            ScoreForm.RAW.key(),
            ValidString.in(ScoreForm.keys().toArray(String[]::new)),
            Importance.MEDIUM,
            "Form of SISOMe: raw | zscore | rank. Raw is the paper's equation as written and ranked"
                + " novel frames best on our networks (AUROC 2 to 5 points above zscore); it leans"
                + " towards the energy, the more so the larger a network's logits are.")
        .define(
            WEIGHT,
            Type.DOUBLE,
            FROM_RATIOS,
            ConfigDef.LambdaValidator.with(ReferenceConfig::requireWeight, () -> "0 to 1, or -1"),
            Importance.MEDIUM,
            "Weight of the energy against the ratio, 0 to 1; -1: min(r_avg, 1), as in the paper.")
        .define(
            OUTER,
            Type.STRING,
            key(OuterReading.QUERY),
            ValidString.in(
                Arrays.stream(OuterReading.values())
                    .map(ReferenceConfig::key)
                    .toArray(String[]::new)),
            Importance.LOW,
            "Outer distance from the frame (query) or from its nearest inner sample (anchor).")
        .define(
            STEEPNESS,
            Type.LIST,
            List.of(),
            ConfigDef.LambdaValidator.with(
                ReferenceConfig::requireSteepness, () -> "TAP=NUMBER, each tap once"),
            Importance.MEDIUM,
            "Steepness of taps, like layer1=0.05,avgpool=0.1, each 0 or more; a tap of 0 and a tap"
                + " not named are off. Empty: steepness.relative.")
        .define(
            STEEPNESS_RELATIVE,
            Type.DOUBLE,
            0.1,
            Range.between(1e-6, 1e6),
            Importance.MEDIUM,
            "Where steepness is empty: steepness of each tap times the root mean square of its"
                + " activation times gradient, 1e-6 to 1e6.");
  }

  /** From validated settings. */
  public static ReferenceConfig from(AbstractConfig config) {
    double weight = config.getDouble(WEIGHT);
    return new ReferenceConfig(
        config.getDouble(CALIBRATION_FRACTION),
        config.getBoolean(REDUCE),
        config.getDouble(REDUCE_FRACTION),
        config.getInt(REDUCE_MINIMUM),
        config.getDouble(RADIUS_QUANTILE),
        ScoreForm.of(config.getString(FORM)),
        weight == FROM_RATIOS ? OptionalDouble.empty() : OptionalDouble.of(weight),
        OuterReading.valueOf(config.getString(OUTER).toUpperCase(Locale.ROOT)),
        parseSteepness(config.getList(STEEPNESS)),
        config.getDouble(STEEPNESS_RELATIVE));
  }

  private static String key(OuterReading reading) {
    return reading.name().toLowerCase(Locale.ROOT);
  }

  private static void requireWeight(String key, Object value) {
    double weight = (Double) value;
    if (weight != FROM_RATIOS && !(weight >= 0 && weight <= 1)) {
      throw new ConfigException(key, value, "must be 0 to 1, or -1 for min(r_avg, 1)");
    }
  }

  private static void requireSteepness(String key, Object value) {
    parseSteepness((List<?>) value);
  }

  private static Map<String, Double> parseSteepness(List<?> entries) {
    Map<String, Double> byTap = new LinkedHashMap<>();
    for (Object entry : entries) {
      String[] parts = entry.toString().split("=", -1);
      if (parts.length != 2 || byTap.put(parts[0].trim(), alpha(parts[1], entry)) != null) {
        throw new ConfigException(STEEPNESS, entry, "must be TAP=NUMBER, each tap once");
      }
    }
    return byTap;
  }

  private static double alpha(String text, Object entry) {
    try {
      double alpha = Double.parseDouble(text.trim());
      if (alpha >= 0 && Double.isFinite(alpha)) {
        return alpha;
      }
    } catch (NumberFormatException e) {
      throw new ConfigException(STEEPNESS, entry, "must be TAP=NUMBER, the number 0 or more");
    }
    throw new ConfigException(STEEPNESS, entry, "must be TAP=NUMBER, the number 0 or more");
  }
}
