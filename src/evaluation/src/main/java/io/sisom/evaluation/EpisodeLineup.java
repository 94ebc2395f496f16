package io.sisom.evaluation;

import io.sisom.evaluation.FittedMethod.Kind;
import io.sisom.evaluation.StreamMethod.Relatives;
import io.sisom.evaluation.baseline.Baselines;
import io.sisom.fitting.Fit;
import io.sisom.fitting.FitBy;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ProfileChoice;
import io.sisom.fitting.ScoreSettings;
import io.sisom.method.Profile;
import io.sisom.method.ScoreOptions;
import io.sisom.training.ReferenceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The score as set up, both profiles as fitted, and published methods, under names that do not
 * depend on what a fit chose, so that several fits can be put together.
 */
public final class EpisodeLineup implements Lineup {
  private static final Set<String> USUAL = Set.of("MSP", "Energy", "KNN");

  private final ScoreSettings settings;
  private final FittingConfig fitting;
  private final ReferenceConfig reference;
  private final SetFit setFit;
  private final boolean every;

  /**
   * From the user's settings.
   *
   * @param setFit fits every profile
   * @param every whether all published methods enter, and not MSP, Energy and KNN alone
   */
  public EpisodeLineup(
      ScoreSettings settings,
      FittingConfig fitting,
      ReferenceConfig reference,
      SetFit setFit,
      boolean every) {
    this.settings = settings;
    this.fitting = fitting;
    this.reference = reference;
    this.setFit = setFit;
    this.every = every;
  }

  @Override
  public Lines of(
      KnownTable table,
      SetSummary known,
      Optional<SetSummary> calibration,
      EvaluationListener listener) {
    Optional<Fit> fit =
        fitting.by() == FitBy.NONE ? Optional.empty() : setFit.fit(known, calibration, listener);
    Map<Profile, ScoreOptions> fitted = fit.map(Fit::byProfile).orElse(Map.of());
    ScoreOptions main =
        settings.profile() == ProfileChoice.AUTO && fit.isPresent()
            ? fit.get().options()
            : fitted.getOrDefault(settings.options().profile(), settings.options());
    List<Contender> others = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      others.add(
          line(
              profile == Profile.SISOME ? "SISOMe" : "lean",
              Kind.FAMILY,
              fitted.getOrDefault(profile, settings.options().with(profile))));
    }
    Baselines.applicableTo(table).stream()
        .filter(detector -> every || USUAL.contains(detector.name()))
        .forEach(detector -> others.add(new PublishedMethod(detector)));
    return new Lines(line("the stream's", Kind.STREAM, main), others, fit.map(Fit::report));
  }

  private StreamMethod line(String name, Kind kind, ScoreOptions options) {
    return new StreamMethod(name, kind, reference.with(options), Relatives.NONE);
  }
}
