package io.sisom.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.it.rig.ReferenceMaker;
import io.sisom.it.rig.ScoringRig;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two scorers in JVMs of their own on six partitions, killed and disturbed at random moments while
 * frames flow. {@code -Dsisom.crash.seed} repeats a plan, {@code -Pcrash} runs many rounds.
 */
@Tag("crash")
class CrashIT {
  private static final int ROUNDS = LongForm.of(1, 8);
  private static final List<Disturbance> MOST =
      LongForm.of(
          List.of(
              Disturbance.KILL,
              Disturbance.FAIL_THREAD,
              Disturbance.REBALANCE,
              Disturbance.STOP,
              Disturbance.SWAP),
          List.of(Disturbance.values()));

  /** What a dead scorer holds up is taken over within seconds. */
  private static final Map<String, String> QUICK_TO_NOTICE =
      Map.of(
          "kafka.session.timeout.ms", "4000",
          "kafka.heartbeat.interval.ms", "800",
          "kafka.transaction.timeout.ms", "5000");

  private static ScoringRig rig;
  private static Cluster cluster;

  @BeforeAll
  static void startTheBrokerAndPublishTheFirstReferenceSet(@TempDir Path dir) throws Exception {
    rig =
        new ScoringRig(
            dir,
            Instant.now(),
            Map.of(
                "group.min.session.timeout.ms", "2000",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500"),
            QUICK_TO_NOTICE);
    cluster =
        new Cluster(rig.settings(), 6, (short) 1, 100, dir, rig.bundle(), new ReferenceMaker());
    cluster.prepare();
  }

  @AfterAll
  static void stopTheBroker() {
    rig.close();
  }

  @Test
  void losesAndDoublesNothingExactlyOnce() throws Exception {
    exactlyOnce("exactly-once", plan(1, List.of(Disturbance.KILL, Disturbance.SWAP)));
  }

  @Thorough
  @Test
  void losesAndDoublesNothingExactlyOnceWhateverIsDoneToTheScorers() throws Exception {
    exactlyOnce("exactly-once-in-all", plan(ROUNDS, MOST));
  }

  private static void exactlyOnce(String name, ChaosPlan plan) throws Exception {
    try (Trial trial = new Trial(name, cluster, ScorerJvm.SCORE, "exactly_once_v2")) {
      trial.run(plan);
      Report report = trial.finish();
      assertThat(report.account().problems()).as("seed %d", plan.seed()).isEmpty();
      assertThat(report.kills()).isPositive();
      assertThat(report.versions()).as("a swap came into use").isGreaterThan(1);
      assertThat(report.episodes()).isPositive();
      assertThat(report.windows()).isPositive();
    }
  }

  @Thorough
  @Test
  void losesNothingAtLeastOnce() throws Exception {
    ChaosPlan plan = plan(ROUNDS, List.of(Disturbance.KILL, Disturbance.FAIL_THREAD));
    try (Trial trial = new Trial("at-least-once", cluster, ScorerJvm.SCORE, "at_least_once")) {
      trial.run(plan);
      assertThat(trial.finish().account().problems()).as("seed %d", plan.seed()).isEmpty();
    }
  }

  @Thorough
  @Test
  void seesAScorerThatAnswersAfterTheCommitLoseFrames() throws Exception {
    ChaosPlan plan = plan(1, List.of(Disturbance.KILL));
    List<String> main = List.of(DeferringScorer.class.getName());
    try (Trial trial = new Trial("deferring", cluster, main, "exactly_once_v2")) {
      trial.run(plan);
      Report report = trial.finish();
      assertThat(report.account().frames().lost()).as("seed %d", plan.seed()).isNotEmpty();
      assertThat(report.account().problems()).anyMatch(problem -> problem.contains("frames lost"));
    }
  }

  private static ChaosPlan plan(int rounds, List<Disturbance> each) {
    ChaosPlan plan = ChaosPlan.of(ChaosPlan.drawSeed(), rounds, each);
    System.out.println("crash test: -Dsisom.crash.seed=" + plan.seed() + " " + plan.steps());
    return plan;
  }
}
