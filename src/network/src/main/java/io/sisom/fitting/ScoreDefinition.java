package io.sisom.fitting;

import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;

/** Names, defaults and meaning of the settings {@code score.*} and {@code steepness*}. */
final class ScoreDefinition {
  static final String PROFILE = "score.profile";
  static final String TAPS = "score.taps";
  static final String SALIENCY = "score.saliency";
  static final String DISTANCE = "score.distance";
  static final String NEIGHBOURS = "score.neighbours";
  static final String ROOT = "score.root";
  static final String FORM = "score.form";
  static final String WEIGHT = "score.weight";
  static final String OUTER = "score.outer";
  static final String STEEPNESS = "steepness";
  static final String STEEPNESS_RELATIVE = "steepness.relative";
  static final String POSITIONS = "steepness.positions";
  static final double DEFAULT_WEIGHT = -1;

  private ScoreDefinition() {}

  static ConfigDef get() {
    return new ConfigDef()
        .define(
            PROFILE,
            Type.STRING,
            ProfileChoice.AUTO.key(),
            ValidString.in(ProfileChoice.keys()),
            Importance.HIGH,
            "Which score: sisome, the paper's; lean, which needs no backward pass; auto, the one that"
                + " the fit prefers, lean where nothing can be fitted.")
        .define(
            TAPS,
            Type.LIST,
            List.of(),
            Importance.LOW,
            "Taps that count, by name. Empty: fitted; without a fit all, in the profile lean the middle"
                + " one and the last.")
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
            ROOT,
            Type.BOOLEAN,
            false,
            Importance.LOW,
            "Profile lean: whether activations go in as their signed square roots, so that few strong"
                + " channels do not decide alone.")
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
            DEFAULT_WEIGHT,
            ConfigDef.LambdaValidator.with(ScoreDefinition::requireWeight, () -> "0 to 1, or -1"),
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
                (key, value) -> TapNumbers.parse(key, (List<?>) value),
                () -> "TAP=NUMBER, each tap once"),
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
                (key, value) -> TapNumbers.positions(key, (List<?>) value),
                () -> "TAP=WHOLE NUMBER above 0, each tap once"),
            Importance.LOW,
            "Spatial positions of taps whose given steepness is meant for sums over positions, like"
                + " layer1=1024,layer2=256; other taps are pooled by mean. A relative steepness and"
                + " the profile lean do not depend on it.");
  }

  private static <T> String[] keys(T[] values, Function<T, String> key) {
    return Arrays.stream(values).map(key).toArray(String[]::new);
  }

  private static void requireWeight(String key, Object value) {
    double weight = (Double) value;
    if (weight != DEFAULT_WEIGHT && !(weight >= 0 && weight <= 1)) {
      throw new ConfigException(key, value, "must be 0 to 1, or -1 for the profile's own");
    }
  }
}
