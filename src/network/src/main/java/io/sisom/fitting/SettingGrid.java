package io.sisom.fitting;

import io.sisom.method.LeanFeature;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.method.ScoreOptions;
import io.sisom.method.TapLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The settings that are tried, the default first. Small on purpose: among many settings, one that
 * is good against synthetic outliers by chance is bad against real ones. Weights of the energy cost
 * no distances, so all tenths are tried, from none: which of energy and distance knows more differs
 * from network to network.
 */
final class SettingGrid {
  private static final double[] STEEPNESS = {0.1, 0.3, 1};
  private static final double[] WEIGHTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
  private static final int[] NEIGHBORS = {3, 10};

  private final ScoreSettings settings;
  private final TapLayout layout;

  SettingGrid(ScoreSettings settings, TapLayout layout) {
    this.settings = settings;
    this.layout = layout;
  }

  /** All that is tried for a profile. */
  List<ScoreOptions> of(Profile profile) {
    ScoreOptions byDefault = named(settings.options().with(profile));
    Set<ScoreOptions> grid = new LinkedHashSet<>(List.of(byDefault));
    for (List<String> taps : taps(profile)) {
      ScoreOptions covered = byDefault.toBuilder().taps(taps).build();
      grid.addAll(profile == Profile.SISOME ? sisome(covered) : lean(covered));
    }
    return List.copyOf(grid);
  }

  /** With the taps by name that an empty list stands for. */
  private ScoreOptions named(ScoreOptions options) {
    if (!options.taps().isEmpty() || !options.steepness().isEmpty()) {
      return options;
    }
    List<String> taps =
        options.profile() == Profile.LEAN ? LeanFeature.defaultTaps(layout) : layout.names();
    return options.toBuilder().taps(taps).build();
  }

  private List<ScoreOptions> sisome(ScoreOptions covered) {
    List<ScoreOptions> tried = new ArrayList<>();
    for (double a : steepness(covered)) {
      for (ScoreForm form : forms(covered)) {
        tried.add(covered.toBuilder().relativeSteepness(a).form(form).build());
      }
    }
    return tried;
  }

  private List<ScoreOptions> lean(ScoreOptions covered) {
    List<ScoreOptions> tried = new ArrayList<>();
    for (double salient : settings.salientShares()) {
      for (boolean root : roots(covered)) {
        for (int k : neighbors(covered)) {
          ScoreOptions measured =
              covered.toBuilder().salient(salient).root(root).neighbors(k).build();
          weights(covered).forEach(w -> tried.add(measured.toBuilder().weight(w).build()));
        }
      }
    }
    return tried;
  }

  private double[] steepness(ScoreOptions options) {
    boolean given =
        settings.isGiven(ScoreSettings.STEEPNESS)
            || settings.isGiven(ScoreSettings.STEEPNESS_RELATIVE);
    return given ? new double[] {options.relativeSteepness()} : STEEPNESS;
  }

  private List<ScoreForm> forms(ScoreOptions options) {
    return settings.isGiven(ScoreSettings.FORM)
        ? List.of(options.form())
        : List.of(ScoreForm.RAW, ScoreForm.ZSCORE);
  }

  private int[] neighbors(ScoreOptions options) {
    return settings.isGiven(ScoreSettings.NEIGHBORS) ? new int[] {options.neighbors()} : NEIGHBORS;
  }

  private List<Boolean> roots(ScoreOptions options) {
    return settings.isGiven(ScoreSettings.ROOT) ? List.of(options.root()) : List.of(false, true);
  }

  private List<OptionalDouble> weights(ScoreOptions options) {
    return settings.isGiven(ScoreSettings.WEIGHT)
        ? List.of(options.weight())
        : IntStream.range(0, WEIGHTS.length).mapToObj(i -> OptionalDouble.of(WEIGHTS[i])).toList();
  }

  private List<List<String>> taps(Profile profile) {
    if (settings.isGiven(ScoreSettings.TAPS)
        || (profile == Profile.SISOME && settings.isGiven(ScoreSettings.STEEPNESS))) {
      return List.of(settings.options().taps());
    }
    List<String> names = layout.names();
    return profile == Profile.SISOME
        ? fromTheLastOn(names)
        : List.of(LeanFeature.defaultTaps(layout), names);
  }

  /** The last tap alone, the last two, and so on to all. */
  private static List<List<String>> fromTheLastOn(List<String> names) {
    return IntStream.rangeClosed(1, names.size())
        .mapToObj(count -> names.subList(names.size() - count, names.size()))
        .toList();
  }
}
