package io.sisom.fitting;

import static io.sisom.fitting.ScoreDefinition.DEFAULT_WEIGHT;
import static io.sisom.fitting.ScoreDefinition.DISTANCE;
import static io.sisom.fitting.ScoreDefinition.FORM;
import static io.sisom.fitting.ScoreDefinition.NEIGHBOURS;
import static io.sisom.fitting.ScoreDefinition.OUTER;
import static io.sisom.fitting.ScoreDefinition.POSITIONS;
import static io.sisom.fitting.ScoreDefinition.PROFILE;
import static io.sisom.fitting.ScoreDefinition.ROOT;
import static io.sisom.fitting.ScoreDefinition.SALIENCY;
import static io.sisom.fitting.ScoreDefinition.STEEPNESS;
import static io.sisom.fitting.ScoreDefinition.STEEPNESS_RELATIVE;
import static io.sisom.fitting.ScoreDefinition.TAPS;
import static io.sisom.fitting.ScoreDefinition.WEIGHT;

import io.sisom.method.Distance;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * The settings {@code score.*} and {@code steepness*}: what is asked of the score. What is given is
 * kept; the rest is fitted, or has its default where nothing can be.
 *
 * @param profile which of the two scores, or whichever the fit prefers
 * @param options the settings, with the profile to take without a fit
 * @param given names of the settings that were given
 */
public record ScoreSettings(ProfileChoice profile, ScoreOptions options, Set<String> given) {
  /** Keeps a copy. */
  public ScoreSettings {
    given = Set.copyOf(given);
  }

  /** Names, defaults and meaning. */
  public static ConfigDef definition() {
    return ScoreDefinition.get();
  }

  /** From validated settings. */
  public static ScoreSettings from(AbstractConfig config) {
    ProfileChoice profile = ProfileChoice.of(config.getString(PROFILE));
    double weight = config.getDouble(WEIGHT);
    ScoreOptions options =
        new ScoreOptions(
            profile.unfitted(),
            config.getList(TAPS),
            config.getBoolean(SALIENCY),
            TapNumbers.parse(STEEPNESS, config.getList(STEEPNESS)),
            config.getDouble(STEEPNESS_RELATIVE),
            TapNumbers.positions(POSITIONS, config.getList(POSITIONS)),
            Distance.of(config.getString(DISTANCE)),
            config.getInt(NEIGHBOURS),
            config.getBoolean(ROOT),
            OuterReading.of(config.getString(OUTER)),
            ScoreForm.of(config.getString(FORM)),
            weight == DEFAULT_WEIGHT ? OptionalDouble.empty() : OptionalDouble.of(weight));
    return new ScoreSettings(profile, options, config.originals().keySet());
  }

  /** The same with another choice of profiles. */
  public ScoreSettings with(ProfileChoice other) {
    return new ScoreSettings(other, options.with(other.unfitted()), given);
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
    List<Profile> open =
        fitting.by() == FitBy.NONE ? List.of(options.profile()) : profile.profiles();
    return open.stream()
        .flatMap(candidate -> options.with(candidate).gradientTaps(layout).stream())
        .collect(Collectors.toSet());
  }

  /** Options as the settings that give them. */
  public static Map<String, String> of(ScoreOptions options) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(PROFILE, options.profile().key());
    settings.put(TAPS, String.join(",", options.taps()));
    options.weight().ifPresent(weight -> settings.put(WEIGHT, Double.toString(weight)));
    if (options.profile() == Profile.LEAN) {
      settings.put(NEIGHBOURS, Integer.toString(options.neighbours()));
      settings.put(ROOT, Boolean.toString(options.root()));
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
