package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.fitting.FitReport;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.Progress;
import io.sisom.fitting.ScoreSettings;
import io.sisom.method.Profile;
import io.sisom.reference.ReferenceSet;
import io.sisom.setting.Settings;
import io.sisom.training.BuildOutcome.Built;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("numeric")
class ScoreFitTest {
  private final SeeingNetwork network = new SeeingNetwork();

  @Test
  void fitsOnceThereAreEnoughLabeledFramesAndKeepsTheReportWithTheSet() {
    SeenPool pool = SeenPool.of(network, 400);
    ReferenceSet set = set(fit(Map.of()), pool);
    Optional<FitReport> report = FitReport.parse(set.fitReport());
    assertThat(report).isPresent();
    assertThat(report.get().settings()).containsEntry("score.profile", set.profile().key());
    assertThat(report.get().heldOut())
        .as("a quarter of what is not for calibration")
        .isEqualTo(400 * 8 / 10 / 4);
  }

  @Test
  void takesTheDefaultsWhereLabeledFramesAreTooFew() {
    SeenPool pool = SeenPool.of(network, 200);
    ReferenceSet set = set(fit(Map.of()), pool);
    assertThat(set.fitReport()).isEmpty();
    assertThat(set.profile()).isEqualTo(Profile.LEAN);
  }

  @Test
  void fitsAgainOnlyWhenThePoolHasGrown() {
    ScoreFit fit = fit(Map.of("fit.growth", "2"));
    set(fit, SeenPool.of(network, 400));
    int ran = network.framesRun();
    set(fit, SeenPool.of(network, 500));
    assertThat(network.framesRun() - ran).as("the pool itself alone").isEqualTo(500);
    set(fit, SeenPool.of(network, 900));
    assertThat(network.framesRun() - ran).as("and outliers of all families").isGreaterThan(1900);
  }

  @Test
  void leavesGivenSettingsAloneWhereNothingIsToBeFitted() {
    SeenPool pool = SeenPool.of(network, 400);
    ReferenceSet set = set(fit(Map.of("fit.by", "none", "score.profile", "sisome")), pool);
    assertThat(set.fitReport()).isEmpty();
    assertThat(set.profile()).isEqualTo(Profile.SISOME);
  }

  @Test
  void letsFramesThatWereHeldOutForTheFitBecomeKnown() {
    SeenPool pool = SeenPool.of(network, 400);
    ReferenceSet set = set(fit(Map.of("training.reduce", "false")), pool);
    assertThat(set.known().size() + set.calibration().size()).isEqualTo(400);
    assertThat(set.known().frameIds()).containsAnyElementsOf(pool.pixels().keySet());
  }

  @Test
  void givesTheSameSetInWhateverOrderFramesCame() {
    ReferenceSet one = set(fit(Map.of()), SeenPool.of(network, 400));
    ReferenceSet other = set(fit(Map.of()), SeenPool.reversed(network, 400));
    assertThat(other.fitReport()).isEqualTo(one.fitReport());
    assertThat(other.known().frameIds()).isEqualTo(one.known().frameIds());
  }

  private ScoreFit fit(Map<String, String> given) {
    Map<String, String> settings = new HashMap<>(Map.of("fit.frames", "100"));
    settings.putAll(given);
    Settings bound = Settings.of(settings);
    return new ScoreFit(
        bound.bind(FittingConfig.class),
        ScoreSettings.from(bound),
        ReferenceConfig.from(bound),
        network.description().taps(),
        16);
  }

  private ReferenceSet set(ScoreFit fit, SeenPool pool) {
    ScoreFit.Subject subject =
        new ScoreFit.Subject(
            "seeing@1",
            SeeingNetwork.HEAD,
            network,
            Set.copyOf(network.description().taps().names()));
    BuildOutcome outcome =
        fit.builder(pool.features(), subject, pool.pixels()::get, Progress.UNWATCHED)
            .build(pool.features(), Progress.UNWATCHED);
    assertThat(outcome).isInstanceOf(Built.class);
    return ((Built) outcome).reference();
  }
}
