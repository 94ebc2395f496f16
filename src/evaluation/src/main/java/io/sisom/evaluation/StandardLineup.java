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

/**
 * The score as set up; both profiles, fitted and with their defaults; every published method that
 * fits the model; and, where asked for, the score with parts switched off.
 */
public final class StandardLineup implements Lineup {
  private final ScoreSettings settings;
  private final FittingConfig fitting;
  private final ReferenceConfig reference;
  private final SetFit setFit;
  private final boolean ablation;

  /**
   * From the user's settings.
   *
   * @param setFit fits every profile
   * @param ablation whether parts are switched off as well
   */
  public StandardLineup(
      ScoreSettings settings,
      FittingConfig fitting,
      ReferenceConfig reference,
      SetFit setFit,
      boolean ablation) {
    this.settings = settings;
    this.fitting = fitting;
    this.reference = reference;
    this.setFit = setFit;
    this.ablation = ablation;
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
    ScoreOptions main = options(fit);
    List<Contender> others = new ArrayList<>();
    for (Profile profile : Profile.values()) {
      ScoreOptions pick = fitted.get(profile);
      ScoreOptions unfitted = settings.options().with(profile);
      if (pick != null && !pick.equals(main) && !pick.equals(unfitted)) {
        others.add(line(title(profile) + " fitted", Kind.FAMILY, pick, Relatives.NONE));
      }
      Relatives relatives = profile == Profile.SISOME ? Relatives.ALL : Relatives.NONE;
      String name =
          profile == Profile.SISOME
              ? title(profile) + " " + unfitted.form().key()
              : title(profile) + ", defaults";
      others.add(line(name, Kind.FAMILY, unfitted, relatives));
    }
    if (ablation) {
      others.addAll(
          new Ablation(reference, table.layout())
              .lines(fitted.getOrDefault(Profile.SISOME, settings.options().with(Profile.SISOME))));
    }
    Baselines.applicableTo(table).forEach(detector -> others.add(new PublishedMethod(detector)));
    return new Lines(
        line(mainTitle(main, fit), Kind.STREAM, main, Relatives.NONE),
        others,
        fit.map(Fit::report));
  }

  /** The pick among the profiles that the user left open. */
  private ScoreOptions options(Optional<Fit> fit) {
    if (fit.isEmpty()) {
      return settings.options();
    }
    return settings.profile() == ProfileChoice.AUTO
        ? fit.get().options()
        : fit.get().byProfile().getOrDefault(settings.options().profile(), settings.options());
  }

  private String mainTitle(ScoreOptions main, Optional<Fit> fit) {
    if (settings.profile() == ProfileChoice.AUTO) {
      return "auto: " + title(main.profile());
    }
    return title(main.profile()) + (fit.isPresent() ? ", fitted" : ", as set");
  }

  private StreamMethod line(String name, Kind kind, ScoreOptions options, Relatives relatives) {
    return new StreamMethod(name, kind, reference.with(options), relatives);
  }

  private static String title(Profile profile) {
    return profile == Profile.SISOME ? "SISOMe" : "lean";
  }
}
