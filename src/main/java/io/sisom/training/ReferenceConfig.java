package io.sisom.training;

import io.sisom.sisom.Distance;
import io.sisom.sisom.DistanceRule;
import io.sisom.sisom.OuterReading;
import io.sisom.sisom.Profile;
import io.sisom.sisom.ScoreForm;
import io.sisom.sisom.ScoreOptions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
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
 * @param score which score, and the switches of its parts
 */
public record ReferenceConfig(
    double calibrationFraction,
    boolean reduce,
    double reduceFraction,
    int reduceMinimum,
    double radiusQuantile,
    ScoreOptions score) {
  private static final String CALIBRATION_FRACTION = "training.calibration.fraction";
  private static final String REDUCE = "training.reduce";
  private static final String REDUCE_FRACTION = "training.reduce.fraction";
  private static final String REDUCE_MINIMUM = "training.reduce.minimum";
  private static final String RADIUS_QUANTILE = "training.radius.quantile";
  private static final String PROFILE = "score.profile";
  private static final String TAPS = "score.taps";
  private static final String SALIENCY = "score.saliency";
  private static final String DISTANCE = "score.distance";
  private static final String NEIGHBOURS = "score.neighbours";
  private static final String POSITIONS = "steepness.positions";
  private static final String FORM = "score.form";
  private static final String WEIGHT = "score.weight";
  private static final String OUTER = "score.outer";
  private static final String STEEPNESS = "steepness";
  private static final String STEEPNESS_RELATIVE = "steepness.relative";
  private static final double FROM_RATIOS = -1;
  private static final int MOST_POSITIONS = 1 << 24;

  /** The same for the other score. */
  public ReferenceConfig with(Profile profile) {
    return new ReferenceConfig(
        calibrationFraction,
        reduce,
        reduceFraction,
        reduceMinimum,
        radiusQuantile,
        score.with(profile));
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
            PROFILE,
            Type.STRING,
            Profile.SISOME.key(),
            ValidString.in(keys(Profile.values(), Profile::key)),
            Importance.HIGH,
            "Which score: sisome, the paper's, or lean, which needs no backward pass.")
        .define(
            TAPS,
            Type.LIST,
            List.of(),
            Importance.LOW,
            "Taps that count, by name. Empty: all; in the profile lean the middle one and the last.")
        .define(
            SALIENCY,
            Type.BOOLEAN,
            true,
            Importance.LOW,
            "Profile sisome: whether activations are multiplied by their gradients. Without, no"
                + " backward pass is needed.")
        .define(
            DISTANCE,
            Type.STRING,
            Distance.RATIO.key(),
            ValidString.in(keys(Distance.values(), Distance::key)),
            Importance.LOW,
            "Profile sisome: the ratio of inner to outer distance, or one of them alone (the outer"
                + " one negated). With one alone, score.weight is better set.")
        .define(
            NEIGHBOURS,
            Type.INT,
            DistanceRule.LEAN_NEIGHBOURS,
            Range.between(1, 1000),
            Importance.LOW,
            "Profile lean: k of the distance to the k-th nearest known frame of the predicted class;"
                + " a class of fewer takes the farthest.")
        .define(
            FORM,
            Type.STRING,
            ScoreForm.RAW.key(),
            ValidString.in(ScoreForm.keys().toArray(String[]::new)),
            Importance.MEDIUM,
            "Form of the profile sisome: raw | zscore | rank. Raw is the paper's equation as written and ranked"
                + " novel frames best on our networks (AUROC 2 to 5 points above zscore); it leans"
                + " towards the energy, the more so the larger a network's logits are.")
        .define(
            WEIGHT,
            Type.DOUBLE,
            FROM_RATIOS,
            ConfigDef.LambdaValidator.with(ReferenceConfig::requireWeight, () -> "0 to 1, or -1"),
            Importance.MEDIUM,
            "Weight of the energy against the distance, 0 to 1; -1: min(r_avg, 1) as in the paper, in"
                + " the profile lean 0.5.")
        .define(
            OUTER,
            Type.STRING,
            OuterReading.QUERY.key(),
            ValidString.in(keys(OuterReading.values(), OuterReading::key)),
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
                + " activation times gradient, 1e-6 to 1e6.")
        .define(
            POSITIONS,
            Type.LIST,
            List.of(),
            ConfigDef.LambdaValidator.with(
                ReferenceConfig::requirePositions, () -> "TAP=WHOLE NUMBER above 0, each tap once"),
            Importance.LOW,
            "Spatial positions of taps whose given steepness is meant for sums over positions, like"
                + " layer1=1024,layer2=256; other taps are pooled by mean. A relative steepness and"
                + " the profile lean do not depend on it.");
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
        new ScoreOptions(
            Profile.of(config.getString(PROFILE)),
            config.getList(TAPS),
            config.getBoolean(SALIENCY),
            parse(STEEPNESS, config.getList(STEEPNESS)),
            config.getDouble(STEEPNESS_RELATIVE),
            positions(config.getList(POSITIONS)),
            Distance.of(config.getString(DISTANCE)),
            config.getInt(NEIGHBOURS),
            OuterReading.of(config.getString(OUTER)),
            ScoreForm.of(config.getString(FORM)),
            weight == FROM_RATIOS ? OptionalDouble.empty() : OptionalDouble.of(weight)));
  }

  private static <T> String[] keys(T[] values, Function<T, String> key) {
    return Arrays.stream(values).map(key).toArray(String[]::new);
  }

  private static void requirePositions(String key, Object value) {
    positions((List<?>) value);
  }

  private static Map<String, Integer> positions(List<?> entries) {
    Map<String, Integer> byTap = new LinkedHashMap<>();
    parse(POSITIONS, entries)
        .forEach(
            (tap, number) -> {
              if (number < 1 || number > MOST_POSITIONS || number != Math.rint(number)) {
                throw new ConfigException(POSITIONS, entries, "must be TAP=WHOLE NUMBER above 0");
              }
              byTap.put(tap, number.intValue());
            });
    return byTap;
  }

  private static void requireWeight(String key, Object value) {
    double weight = (Double) value;
    if (weight != FROM_RATIOS && !(weight >= 0 && weight <= 1)) {
      throw new ConfigException(key, value, "must be 0 to 1, or -1 for min(r_avg, 1)");
    }
  }

  private static void requireSteepness(String key, Object value) {
    parse(key, (List<?>) value);
  }

  private static Map<String, Double> parse(String key, List<?> entries) {
    Map<String, Double> byTap = new LinkedHashMap<>();
    for (Object entry : entries) {
      String[] parts = entry.toString().split("=", -1);
      if (parts.length != 2 || byTap.put(parts[0].trim(), number(key, parts[1], entry)) != null) {
        throw new ConfigException(key, entry, "must be TAP=NUMBER, each tap once");
      }
    }
    return byTap;
  }

  private static double number(String key, String text, Object entry) {
    try {
      double alpha = Double.parseDouble(text.trim());
      if (alpha >= 0 && Double.isFinite(alpha)) {
        return alpha;
      }
    } catch (NumberFormatException e) {
      throw new ConfigException(key, entry, "must be TAP=NUMBER, the number 0 or more");
    }
    throw new ConfigException(key, entry, "must be TAP=NUMBER, the number 0 or more");
  }
}
