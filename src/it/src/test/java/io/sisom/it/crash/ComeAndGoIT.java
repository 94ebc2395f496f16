package io.sisom.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.it.rig.ReferenceMaker;
import io.sisom.it.rig.ScoringRig;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scorer joins the others and leaves, or one of them leaves and comes again, about once a minute
 * while frames flow: for an hour with {@code -Pfleet}, twice in every build.
 */
@Thorough
@Tag("fleet")
class ComeAndGoIT {
  private static final Duration TIME = LongForm.of(Duration.ZERO, Duration.ofHours(1));
  private static final int LEAST = 2;

  /** The account keeps all of them in memory. */
  private static final int FRAMES_PER_SECOND = 50;

  @Test
  void nothingIsLostOrDoubledWhileScorersComeAndGo(@TempDir Path dir) throws Exception {
    ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
    try {
      Cluster cluster =
          new Cluster(
              rig.settings(),
              6,
              (short) 1,
              FRAMES_PER_SECOND,
              dir,
              rig.bundle(),
              new ReferenceMaker());
      cluster.prepare();
      try (Trial trial = new Trial("come-and-go", cluster, ScorerJvm.SCORE, "exactly_once_v2")) {
        long end = System.nanoTime() + TIME.toNanos();
        int done = 0;
        while (done < LEAST || System.nanoTime() < end) {
          trial.run(new ChaosPlan(done, List.of(step(done))));
          done++;
        }
        Report report = trial.finish();
        assertThat(report.account().problems()).isEmpty();
        assertThat(report.events()).hasSize(done);
        assertThat(report.episodes()).isPositive();
        assertThat(report.windows()).isPositive();
      }
    } finally {
      rig.close();
    }
  }

  /** In turns: a guest that comes and goes, and one of the scorers that goes and comes. */
  private static ChaosPlan.Step step(int number) {
    Disturbance what = number % 2 == 0 ? Disturbance.REBALANCE : Disturbance.STOP;
    return new ChaosPlan.Step(
        what, true, LongForm.of(500, 20_000), number / 2, LongForm.of(1_000, 25_000));
  }
}
