package io.sisom.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.fitting.FitReport.Tried;
import io.sisom.method.Profile;
import io.sisom.method.ScoreForm;
import io.sisom.setting.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class FitterTest {
  private static final FittingFrames FRAMES = Seen.frames();

  @Test
  void coversTheTapWhereOutliersShow() {
    Fit fit = fit(Map.of("score.profile", "lean"));
    assertThat(fit.options().profile()).isEqualTo(Profile.LEAN);
    assertThat(fit.options().taps()).contains("telling");
    Tried taken = taken(fit);
    Tried byDefault = defaults(fit);
    assertThat(taken.figures().separation()).isGreaterThan(byDefault.figures().separation() + 0.05);
  }

  @Test
  void keepsTheDefaultUnlessASettingIsBetterByTheMargin() {
    Fit fit = fit(Map.of("score.profile", "lean", "fit.margin", "10"));
    assertThat(defaults(fit).best()).isTrue();
    assertThat(fit.options().taps()).as("the default's taps").containsExactly("telling", "blind");
  }

  @Test
  void keepsWhatIsGiven() {
    Fit fit =
        fit(
            Map.of(
                "score.profile", "sisome",
                "score.taps", "blind",
                "score.form", "zscore",
                "steepness.relative", "0.2"));
    assertThat(fit.options().taps()).containsExactly("blind");
    assertThat(fit.options().form()).isEqualTo(ScoreForm.ZSCORE);
    assertThat(fit.options().relativeSteepness()).isEqualTo(0.2);
    Fit lean = fit(Map.of("score.profile", "lean", "score.weight", "0.9"));
    assertThat(lean.options().weight()).isEqualTo(OptionalDouble.of(0.9));
  }

  @Test
  void takesTheProfileThatTheCheckPrefers() {
    Fit fit = fit(Map.of("score.profile", "auto"));
    double taken = taken(fit).figures().separation();
    assertThat(fit.report().tried().stream().filter(Tried::best))
        .as("a pick of each profile, and the better of them taken")
        .hasSize(2)
        .allSatisfy(pick -> assertThat(pick.figures().separation()).isLessThanOrEqualTo(taken));
    assertThat(fit.byProfile()).containsKeys(Profile.SISOME, Profile.LEAN);
    assertThat(fit.byProfile()).containsValue(fit.options());
  }

  @Test
  void triesEnhancedUnitsInTheLeanScoreUnlessNoBackwardPassIsWanted() {
    assertThat(salients(Map.of("score.profile", "auto"))).containsOnly("none", "0.25");
    assertThat(salients(Map.of("score.profile", "lean"))).containsOnly("none");
    assertThat(salients(Map.of("score.profile", "auto", "score.salient", "0")))
        .containsOnly("none");
    assertThat(salients(Map.of("score.profile", "lean", "score.salient", "0.5")))
        .containsOnly("0.5");
  }

  @Test
  void triesTheDistanceWithoutAnyEnergy() {
    assertThat(fit(Map.of("score.profile", "lean")).report().tried())
        .anySatisfy(tried -> assertThat(tried.settings()).containsEntry("score.weight", "0.0"));
  }

  private static List<String> salients(Map<String, String> given) {
    return fit(given).report().tried().stream()
        .map(Tried::settings)
        .filter(settings -> "lean".equals(settings.get("score.profile")))
        .map(settings -> settings.getOrDefault("score.salient", "none"))
        .toList();
  }

  @Test
  void leavesOutATapThatSaysNothing() {
    Fit fit =
        fit(
            Map.of(
                "score.profile", "sisome",
                "steepness", "silent=1,telling=0.3,blind=0.3",
                "score.form", "raw"));
    assertThat(fit.options().taps()).doesNotContain("silent").isNotEmpty();
  }

  @Test
  void searchesTheSmallestRatioAmongTapsThatAreNotSaturated() {
    Map<String, String> settings = Map.of("score.profile", "sisome", "fit.by", "ravg");
    Fit fit = fit(settings);
    double bound = 0.05;
    double least =
        fit.report().tried().stream()
            .filter(tried -> tried.saturated() <= bound)
            .mapToDouble(Tried::ratioAverage)
            .min()
            .orElseThrow();
    assertThat(taken(fit).ratioAverage()).isEqualTo(least);
    assertThat(taken(fit).saturated()).isLessThanOrEqualTo(bound);
  }

  @Test
  void holdsTheScoreAgainstEnergyAndNearestNeighbors() {
    Fit fit = fit(Map.of());
    assertThat(fit.report().yardsticks()).containsOnlyKeys("Energy", "KNN");
    assertThat(fit.report().yardsticks())
        .as("energies tell nothing here")
        .hasEntrySatisfying("Energy", energy -> assertThat(energy.near()).isBetween(0.4, 0.6));
  }

  @Test
  void givesTheSameReportForTheSameFramesAndReadsItBack() {
    FitReport report = fit(Map.of()).report();
    assertThat(fit(Map.of()).report().json()).isEqualTo(report.json());
    assertThat(FitReport.parse(report.json())).contains(report);
    assertThat(FitReport.parse("")).isEmpty();
  }

  @Test
  void countsItsProgressToTheEnd() {
    long[] last = new long[2];
    new Fitter(
            Settings.of(Map.of()).bind(FittingConfig.class),
            ScoreSettings.from(Settings.of(Map.of())))
        .fit(
            FRAMES,
            (done, total) -> {
              assertThat(done).isEqualTo(last[0] + 1);
              last[0] = done;
              last[1] = total;
            });
    assertThat(last[0]).isPositive().isEqualTo(last[1]);
  }

  private static Fit fit(Map<String, String> given) {
    Map<String, String> fitting = new HashMap<>(given);
    fitting.keySet().removeIf(key -> !key.startsWith("fit."));
    Map<String, String> score = new HashMap<>(given);
    score.keySet().removeIf(key -> key.startsWith("fit."));
    return new Fitter(
            Settings.of(fitting).bind(FittingConfig.class), ScoreSettings.from(Settings.of(score)))
        .fit(FRAMES, Progress.UNWATCHED)
        .orElseThrow();
  }

  private static Tried taken(Fit fit) {
    List<Tried> taken = fit.report().tried().stream().filter(Tried::taken).toList();
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).settings()).isEqualTo(fit.report().settings());
    return taken.get(0);
  }

  private static Tried defaults(Fit fit) {
    return fit.report().tried().stream().filter(Tried::byDefault).findFirst().orElseThrow();
  }
}
