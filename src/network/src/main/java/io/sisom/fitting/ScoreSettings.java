package io.sisom.fitting;

import io.sisom.method.Distance;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is asked of the score. What is given is kept; the rest is fitted, or has its default where
 * nothing can be.
 */
@SettingGroup("Score")
public record ScoreSettings(
    @Setting(key = PROFILE, value = "auto")
        @Meaning(
            "Which score: sisome, the paper's; lean, which needs no backward pass; auto, the"
                + " one that the fit prefers, lean where nothing can be fitted; it may come to need the"
                + " backward pass through the last two taps (score.salient).")
        ProfileChoice profile,
    @Setting(key = TAPS, value = "")
        @Meaning(
            "Taps that count, by name. Empty: fitted; without a fit all, in the profile lean"
                + " the middle one and the last.")
        List<String> taps,
    @Setting(key = SALIENCY, value = "true")
        @Meaning(
            "Profile sisome: whether activations are multiplied by their gradients. Without,"
                + " no backward pass is needed.")
        boolean saliency,
    @Setting(key = STEEPNESS, value = "", type = TapNumbers.Steepness.class)
        @Meaning(
            "Steepness of taps, like layer1=0.05,avgpool=0.1, each 0 or more; a tap of 0 and"
                + " a tap not named are off. Empty: steepness.relative.")
        Map<String, Double> steepness,
    @Setting(key = STEEPNESS_RELATIVE, value = "0.1", min = 1e-6, max = 1e6)
        @Meaning(
            "Where steepness is empty: steepness of each tap times the root mean square of"
                + " its activation times gradient, 1e-6 to 1e6.")
        double relativeSteepness,
    @Setting(key = POSITIONS, value = "", type = TapNumbers.Positions.class)
        @Meaning(
            "Spatial positions of taps whose given steepness is meant for sums over"
                + " positions, like layer1=1024,layer2=256; other taps are pooled by mean. A"
                + " relative steepness and the profile lean do not depend on it.")
        Map<String, Integer> positions,
    @Setting(key = DISTANCE, value = "ratio")
        @Meaning(
            "Profile sisome: the ratio of inner to outer distance, or one of them alone (the"
                + " outer one negated). With one alone, score.weight is better set.")
        Distance distance,
    @Setting(key = NEIGHBORS, value = "10", min = 1, max = 1000)
        @Meaning(
            "Profile lean: k of the distance to the k-th nearest known frame of the"
                + " predicted class; a class of fewer takes the farthest.")
        int neighbors,
    @Setting(key = ROOT, value = "false")
        @Meaning(
            "Profile lean: whether activations go in as their signed square roots, so that"
                + " few strong channels do not decide alone.")
        boolean root,
    @Setting(key = SALIENT, value = "0.0", min = 0, max = 1)
        @Meaning(
            "Profile lean: length of the activations times gradients of the last two taps that"
                + " are put beside the normalized activations, against that of one tap, 0 to 1;"
                + " above 0 the backward pass is needed. The profile auto tries 0 and 0.25 where"
                + " it is not given.")
        double salient,
    @Setting(key = OUTER, value = "query")
        @Meaning("Outer distance from the frame (query) or from its nearest inner sample (anchor).")
        OuterReading outer,
    @Setting(key = FORM, value = "raw")
        @Meaning(
            "Form of the profile sisome: raw | zscore | rank. Raw is the paper's equation as"
                + " written and ranked novel frames best on our networks (AUROC 2 to 5 points"
                + " above zscore); it leans towards the energy, the more so the larger a network's"
                + " logits are.")
        ScoreForm form,
    @Setting(key = WEIGHT, value = "-1.0", type = WeightSetting.class)
        @Meaning(
            "Weight of the energy against the distance, 0 to 1; -1: min(r_avg, 1) as in the"
                + " paper, in the profile lean 0.5.")
        OptionalDouble weight,
    Set<String> given) {
  static final String PROFILE = "score.profile";
  static final String TAPS = "score.taps";
  static final String SALIENCY = "score.saliency";
  static final String STEEPNESS = "steepness";
  static final String STEEPNESS_RELATIVE = "steepness.relative";
  static final String POSITIONS = "steepness.positions";
  static final String DISTANCE = "score.distance";
  static final String NEIGHBORS = "score.neighbours";
  static final String ROOT = "score.root";
  static final String SALIENT = "score.salient";
  private static final double SALIENT_SHARE = 0.25;
  static final String OUTER = "score.outer";
  static final String FORM = "score.form";
  static final String WEIGHT = "score.weight";

  /** Keeps copies. */
  public ScoreSettings {
    taps = List.copyOf(taps);
    given = Set.copyOf(given);
  }

  /** From settings. */
  public static ScoreSettings from(Settings settings) {
    return settings.bind(ScoreSettings.class, settings.given());
  }

  /** The settings, with the profile to take without a fit. */
  public ScoreOptions options() {
    return new ScoreOptions(
        profile.unfitted(),
        taps,
        saliency,
        steepness,
        relativeSteepness,
        positions,
        distance,
        neighbors,
        root,
        salient,
        outer,
        form,
        weight);
  }

  /** The same with another choice of profiles. */
  public ScoreSettings with(ProfileChoice other) {
    return Settings.changed(this, Map.of(PROFILE, other));
  }

  /**
   * Shares of enhanced units that a fit tries in the lean score. Who asks for the profile lean, or
   * switches the saliency off, asks for no backward pass.
   */
  List<Double> salientShares() {
    boolean open = profile == ProfileChoice.AUTO && saliency && !isGiven(SALIENT);
    return open ? List.of(0.0, SALIENT_SHARE) : List.of(salient);
  }

  /** Whether a setting was given and is not to be fitted. */
  boolean isGiven(String key) {
    return given.contains(key);
  }

  /**
   * Names of the taps whose gradients the score may come to read, whatever the fit prefers; empty
   * where no backward pass is needed.
   */
  public Set<String> gradientTaps(TapLayout layout, FittingConfig fitting) {
    boolean fitted = fitting.by() != FitBy.NONE;
    List<Profile> open = fitted ? profile.profiles() : List.of(profile.unfitted());
    ScoreOptions widest =
        options().toBuilder()
            .salient(fitted ? salientShares().stream().max(Double::compare).orElseThrow() : salient)
            .build();
    return open.stream()
        .flatMap(candidate -> widest.with(candidate).gradientTaps(layout).stream())
        .collect(Collectors.toSet());
  }

  /** Options as the settings that give them. */
  public static Map<String, String> of(ScoreOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(PROFILE, options.profile().key());
    settings.put(TAPS, String.join(",", options.taps()));
    options.weight().ifPresent(weight -> settings.put(WEIGHT, Double.toString(weight)));
    if (options.profile() == Profile.LEAN) {
      settings.put(NEIGHBORS, Integer.toString(options.neighbors()));
      settings.put(ROOT, Boolean.toString(options.root()));
      if (options.salient() > 0) {
        settings.put(SALIENT, Double.toString(options.salient()));
      }
      return settings;
    }
    settings.put(FORM, options.form().key());
    settings.put(DISTANCE, options.distance().key());
    settings.put(OUTER, options.outer().key());
    settings.put(SALIENCY, Boolean.toString(options.saliency()));
    if (options.steepness().isEmpty()) {
      settings.put(STEEPNESS_RELATIVE, Double.toString(options.relativeSteepness()));
    } else {
      settings.put(STEEPNESS, TapNumbers.text(options.steepness()));
      settings.put(POSITIONS, TapNumbers.text(options.positions()));
    }
    settings.values().removeIf(String::isEmpty);
    return settings;
  }
}
