package io.sisom.fitting;

import io.sisom.fitting.FitReport.Figures;
import io.sisom.fitting.FitReport.Tried;
import io.sisom.method.Profile;
import io.sisom.method.ScoreOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tries every setting of the grid and takes the best. Pure and deterministic. */
public final class Fitter {
  private final FittingConfig config;
  private final ScoreSettings settings;

  /** For what was asked. */
  public Fitter(FittingConfig config, ScoreSettings settings) {
    this.config = config;
    this.settings = settings;
  }

  /**
   * Chooses settings; empty where no setting gives figures, as where no class has two known frames.
   */
  public Optional<Fit> fit(FittingFrames frames, Progress progress) {
    SettingGrid grid = new SettingGrid(settings, frames.layout());
    Map<Profile, List<ScoreOptions>> tried = new EnumMap<>(Profile.class);
    settings.profile().profiles().forEach(profile -> tried.put(profile, grid.of(profile)));
    long total = tried.values().stream().mapToLong(List::size).sum();
    long[] done = {0};
    Trials trials = new Trials(frames);
    TrialChoice choice = new TrialChoice(config);
    Map<Profile, List<Trial>> byProfile = new EnumMap<>(Profile.class);
    Map<Profile, Trial> best = new EnumMap<>(Profile.class);
    tried.forEach(
        (profile, options) -> {
          List<Trial> ofProfile =
              new ArrayList<>(trials.of(options, () -> progress.update(++done[0], total)));
          if (!ofProfile.isEmpty()) {
            Trial pick = choice.of(ofProfile);
            ScoreOptions pruned = new TapPruning(trials, frames.layout()).prune(pick.options());
            Trial last = pruned.equals(pick.options()) ? pick : trials.of(pruned);
            if (last != pick) {
              ofProfile.add(last);
            }
            best.put(profile, last);
          }
          byProfile.put(profile, ofProfile);
        });
    return best.values().stream()
        .max(Comparator.comparingDouble(trial -> trial.judgment().separation()))
        .map(taken -> fit(frames, byProfile, best, taken));
  }

  private Fit fit(
      FittingFrames frames,
      Map<Profile, List<Trial>> byProfile,
      Map<Profile, Trial> best,
      Trial taken) {
    List<Tried> tried = new ArrayList<>();
    byProfile.forEach(
        (profile, trials) ->
            trials.forEach(
                trial ->
                    tried.add(
                        new Tried(
                            ScoreSettings.of(trial.options()),
                            Figures.of(trial.judgment()),
                            trial.ratioAverage(),
                            trial.saturated(),
                            trial == trials.get(0),
                            trial == best.get(profile),
                            trial == taken))));
    Map<String, Figures> yardsticks = new LinkedHashMap<>();
    for (Yardstick yardstick : Yardstick.values()) {
      yardsticks.put(yardstick.title(), Figures.of(yardstick.judge(frames)));
    }
    return new Fit(
        taken.options(),
        best.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, pick -> pick.getValue().options())),
        new FitReport(
            config.by().key(),
            frames.known().frames(),
            frames.heldOut().frames(),
            frames.outliers().stream().map(outliers -> outliers.family().word()).toList(),
            ScoreSettings.of(taken.options()),
            tried,
            yardsticks));
  }
}
