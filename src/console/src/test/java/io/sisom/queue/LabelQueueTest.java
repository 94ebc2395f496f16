package io.sisom.queue;

import static io.sisom.queue.Candidates.NOON;
import static io.sisom.queue.Candidates.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.queue.Outcome.Reason;
import io.sisom.schema.FrameScore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Leases of five minutes. */
class LabelQueueTest {
  private static final Duration LEASE = Duration.ofMinutes(5);

  private static QueueRun run(String... settings) {
    Map<String, String> given = new java.util.HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      given.put(settings[i], settings[i + 1]);
    }
    return new QueueRun(given);
  }

  @Test
  void theMostSurprisingFrameComesFirst() {
    QueueRun run = run().offer(candidate("b", 0.2), candidate("a", 0.01), candidate("c", 0.05));
    assertThat(run.next("ann")).contains("a");
    assertThat(run.next("ann")).contains("c");
    assertThat(run.next("ann")).contains("b");
    assertThat(run.next("ann")).isEmpty();
  }

  @Test
  void aDayOfAgeCostsOneBit() {
    QueueRun run = run();
    run.offer(
        candidate("old", 0.05, "s", "cat", NOON.minus(Duration.ofDays(1)), 1),
        candidate("new", 0.09, "s", "cat", NOON, 1),
        candidate("newer but dull", 0.11, "s", "cat", NOON, 1));
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("new", "old", "newer but dull");
  }

  @Test
  void ofEquallySurprisingFramesTheHigherScoreComesFirstNotTheLaterFrame() {
    QueueRun run = run();
    run.offer(
        candidate("earlier", 0.01, "s", "cat", NOON, 1, 7),
        candidate("later", 0.01, "s", "cat", NOON.plusSeconds(5), 1, 6));
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("earlier", "later");
  }

  @Test
  void nobodyGetsAFrameThatAnotherHas() {
    QueueRun run = run().offer(candidate("a", 0.01), candidate("b", 0.02));
    assertThat(run.next("ann")).contains("a");
    assertThat(run.next("bob")).contains("b");
    assertThat(run.next("cid")).isEmpty();
    assertThat(run.handle(new Command.Take("cid", "a")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, it -> assertThat(it.why()).isEqualTo(Reason.TAKEN));
  }

  @Test
  void anExpiredLeaseReturns() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    run.pass(LEASE.minusMillis(1));
    assertThat(run.next("bob")).isEmpty();
    run.pass(Duration.ofMillis(1));
    assertThat(run.next("bob")).contains("a");
  }

  @Test
  void aRenewedLeaseStaysAndAReturnedOneIsFreeAtOnce() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    run.pass(LEASE.minusMinutes(1));
    run.handle(new Command.Renew("ann", "a"));
    run.pass(LEASE.minusMinutes(1));
    assertThat(run.next("bob")).isEmpty();
    run.handle(new Command.GiveBack("ann", "a"));
    assertThat(run.next("bob")).contains("a");
  }

  @Test
  void aLateRenewalGetsTheFrameBackOnlyWhereNobodyElseHasIt() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    run.pass(LEASE);
    assertThat(run.handle(new Command.Renew("ann", "a"))).isInstanceOf(Outcome.Leased.class);
    run.pass(LEASE);
    run.next("bob");
    assertThat(run.handle(new Command.Renew("ann", "a"))).isInstanceOf(Outcome.Refused.class);
    assertThat(run.answer("ann", "a", "cat")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void anAnswerPressedThriceIsOneLabel() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    assertThat(done(run.answer("ann", "a", "cat")).repeated()).isFalse();
    int changes = run.changes.size();
    assertThat(done(run.answer("ann", "a", "cat")).repeated()).isTrue();
    assertThat(done(run.answer("ann", "a", "cat")).repeated()).isTrue();
    assertThat(run.changes).hasSize(changes);
    assertThat(run.pool).containsExactly(Map.entry("a|ann", "cat"));
    assertThat(run.entry("a").ended().orElseThrow().how()).isEqualTo(Ending.LABELED);
  }

  @Test
  void aSecondThoughtReplacesTheFirst() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    run.answer("ann", "a", "cat");
    run.answer("ann", "a", "dog");
    assertThat(run.pool).containsExactly(Map.entry("a|ann", "dog"));
    assertThat(run.queue.labels()).containsExactly(Map.entry("dog", 1));
  }

  @Test
  void aLateAnswerCountsWhereNobodyElseHasTheFrame() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.next("ann");
    run.pass(LEASE);
    assertThat(run.answer("ann", "a", "cat")).isInstanceOf(Outcome.Done.class);
  }

  @Test
  void undoWithdrawsTheLastAnswerAndGivesTheFrameBack() {
    QueueRun run = run().offer(candidate("a", 0.01), candidate("b", 0.02));
    run.next("ann");
    run.answer("ann", "a", "cat");
    run.next("ann");
    run.answer("ann", "b", "dog");

    run.undo("ann");

    assertThat(run.pool).containsExactly(Map.entry("a|ann", "cat"));
    assertThat(ids(run.queue.leasedTo("ann"))).containsExactly("b");
    Outcome again = run.handle(new Command.Undo("ann", Optional.of("b")));
    assertThat(done(again).repeated()).as("undo pressed twice").isTrue();
    run.undo("ann");
    assertThat(run.pool).isEmpty();
    assertThat(run.undo("ann")).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void junkIsSetAsideAtOnceAndWhatOneCannotTellAnotherSees() {
    QueueRun run = run().offer(candidate("junk", 0.01), candidate("odd", 0.02));
    run.next("ann");
    run.skip("ann", "junk", SkipReason.JUNK);
    assertThat(run.entry("junk").ended().orElseThrow().how()).isEqualTo(Ending.SET_ASIDE);

    run.next("ann");
    run.skip("ann", "odd", SkipReason.UNSURE);
    assertThat(run.next("ann")).as("not again").isEmpty();
    assertThat(run.next("bob")).contains("odd");
    run.skip("bob", "odd", SkipReason.UNSURE);
    assertThat(run.next("cid")).isEmpty();
    assertThat(run.queue.figures(NOON).ended()).containsEntry(Ending.SET_ASIDE, 2);
  }

  @Test
  void withAnOverlapOfTwoAConflictGoesToAThird() {
    QueueRun run = run("queue.overlap", "2").offer(candidate("a", 0.01), candidate("b", 0.02));
    run.next("ann");
    assertThat(run.next("bob")).as("what is begun is finished first").contains("a");
    assertThat(run.next("cid")).contains("b");
    run.answer("ann", "a", "cat");
    run.answer("bob", "a", "dog");
    assertThat(run.entry("a").ended()).isEmpty();
    assertThat(run.queue.agreement().conflicts()).containsExactly("a");

    assertThat(run.next("cid")).contains("a");
    run.answer("cid", "a", "dog");

    assertThat(run.entry("a").majority()).contains("dog");
    assertThat(run.entry("a").ended()).isPresent();
    assertThat(run.queue.agreement()).isEqualTo(new Agreement(1, 0, 1, List.of()));
  }

  @Test
  void twoWhoAgreeAreEnough() {
    QueueRun run = run("queue.overlap", "2").offer(candidate("a", 0.01));
    run.next("ann");
    run.next("bob");
    run.answer("ann", "a", "cat");
    run.answer("bob", "a", "cat");
    assertThat(run.next("cid")).isEmpty();
    assertThat(run.queue.agreement().share()).isEqualTo(1);
  }

  @Test
  void aSensorDoesNotCrowdOutTheOthers() {
    QueueRun run = run("queue.quota.sensor", "0.5", "queue.quota.window", "4", "queue.leases", "9");
    for (int i = 0; i < 6; i++) {
      run.offer(candidate("loud-" + i, 0.001, "loud", "cat", NOON, 1));
    }
    run.offer(candidate("quiet-0", 0.1, "quiet", "dog", NOON, 1));
    run.offer(candidate("quiet-1", 0.1, "quiet", "dog", NOON, 1));
    List<String> handed = new java.util.ArrayList<>();
    for (int i = 0; i < 8; i++) {
      handed.add(run.next("ann").orElseThrow());
    }
    assertThat(handed.subList(0, 4)).containsExactly("loud-0", "loud-1", "quiet-0", "quiet-1");
    assertThat(handed).as("alone it has all").hasSize(8);
  }

  @Test
  void theLeastOfTooManyFallsOut() {
    QueueRun run = run("queue.max", "2").offer(candidate("a", 0.1), candidate("b", 0.2));
    assertThat(run.handle(new Command.Offer(candidate("c", 0.3))))
        .isEqualTo(new Outcome.Offered(false, 1));
    assertThat(run.handle(new Command.Offer(candidate("d", 0.01))))
        .isEqualTo(new Outcome.Offered(true, 1));
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("d", "a");
    assertThat(run.handle(new Command.Offer(candidate("d", 0.01))))
        .as("known already")
        .isEqualTo(new Outcome.Offered(false, 0));
  }

  @Test
  void whatANewVersionKnowsLeavesAndWhatAnOldOneScoredLosesWeight() {
    QueueRun run = run("queue.stale.bits", "2");
    run.offer(
        candidate("labeled", 0.01, "s", "cat", NOON, 1),
        candidate("its burst", 0.01, "s", "cat", NOON.plusMillis(900), 1),
        candidate("later", 0.01, "s", "cat", NOON.plusSeconds(60), 1),
        candidate("of the new version", 0.03, "s", "cat", NOON.plusSeconds(60), 2));
    run.answer("ann", "labeled", "giraffe");
    run.live(1, "cat");
    run.live(2, "cat", "giraffe");
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("of the new version", "later");
    assertThat(run.entry("its burst").ended().orElseThrow().how()).isEqualTo(Ending.KNOWN);
  }

  @Test
  void aBurstIsWhatOneSensorSawTogetherAndTheAnnotatorMayAnswer() {
    QueueRun run =
        run("queue.burst.ms", "1000")
            .offer(
                candidate("a", 0.01, "s", "cat", NOON, 1),
                candidate("near", 0.01, "s", "cat", NOON.plusMillis(1000), 1),
                candidate("far", 0.01, "s", "cat", NOON.plusMillis(1001), 1),
                candidate("other sensor", 0.01, "t", "cat", NOON, 1),
                candidate("other class", 0.01, "s", "dog", NOON, 1),
                candidate("taken", 0.01, "s", "cat", NOON.minusMillis(5), 1));
    run.handle(new Command.Take("bob", "taken"));
    assertThat(ids(run.queue.burst(run.entry("a"), "ann", 9))).containsExactly("near");
    assertThat(ids(run.queue.burst(run.entry("a"), "bob", 9))).containsExactly("taken", "near");
  }

  @Test
  void whoHoldsTooManyGetsNoMore() {
    QueueRun run = run("queue.leases", "1").offer(candidate("a", 0.1), candidate("b", 0.2));
    run.next("ann");
    assertThat(run.handle(new Command.Next("ann")))
        .isInstanceOfSatisfying(
            Outcome.Refused.class, it -> assertThat(it.why()).isEqualTo(Reason.TOO_MANY_LEASES));
  }

  @Test
  void whatEndedLongAgoIsForgotten() {
    QueueRun run = run("queue.remembered", "1").offer(candidate("a", 0.1), candidate("b", 0.2));
    run.answer("ann", "a", "cat");
    run.pass(Duration.ofSeconds(1));
    run.answer("ann", "b", "cat");
    assertThat(run.queue.find("a")).isEmpty();
    assertThat(run.pool).containsKeys("a|ann", "b|ann");
  }

  @Test
  void workIsCountedByAnnotatorSinceAMoment() {
    QueueRun run = run().offer(candidate("a", 0.1), candidate("b", 0.2), candidate("c", 0.2));
    run.answer("ann", "a", "cat");
    run.pass(Duration.ofHours(1));
    run.answer("ann", "b", "cat");
    run.skip("ann", "c", SkipReason.UNSURE);
    assertThat(run.queue.figures(NOON.plusSeconds(1)).work())
        .containsExactly(Map.entry("ann", new QueueFigures.Work(1, 1)));
  }

  @Test
  void whatSomeoneAskedForComesFirstAlsoWhereItWaitsAlready() {
    QueueRun run = run().offer(candidate("a", 0.01), candidate("b", 0.9), candidate("c", 0.5));
    run.offer(candidate("b", 0.9).asked(), candidate("d", 1).asked());
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("b", "d", "a", "c");
    assertThat(ids(run.restarted().ranked(0, 9))).containsExactly("b", "d", "a", "c");
  }

  @Test
  void aFrameThatHasItsAnswerIsNotAskedForAgain() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.answer("ann", "a", "cat");
    run.offer(candidate("a", 0.01).asked());
    assertThat(run.next("bob")).isEmpty();
  }

  @Test
  void aFalseAlarmsFrameNeedsNoLabel() {
    QueueRun run = run().offer(candidate("a", 0.01), candidate("b", 0.02));
    run.next("ann");
    run.handle(new Command.Settle("bob", "a"));
    assertThat(run.entry("a").ended().orElseThrow().how()).isEqualTo(Ending.KNOWN);
    assertThat(run.next("bob")).contains("b");
    assertThat(run.pool).isEmpty();
  }

  private static Outcome.Done done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return (Outcome.Done) outcome;
  }

  private static List<String> ids(List<QueueEntry> entries) {
    return entries.stream().map(QueueEntry::frameId).toList();
  }

  @Test
  void noneOfTheseAndJunkAreAnswersOfTheirOwnKindsAndWhatOneCannotTellIsNone() {
    QueueRun run = run().offer(candidate("a", 0.01), candidate("b", 0.02), candidate("c", 0.03));
    run.skip("ann", "a", SkipReason.FOREIGN);
    run.skip("ann", "b", SkipReason.JUNK);
    run.skip("ann", "c", SkipReason.UNSURE);

    assertThat(run.pool).isEqualTo(Map.of("a|ann", "!foreign", "b|ann", "!fault"));
    assertThat(run.entry("a").ended().orElseThrow().how()).isEqualTo(Ending.SET_ASIDE);
    assertThat(run.queue.labels()).as("no class").isEmpty();
  }

  @Test
  void whoThinksBetterOfItReplacesTheAnswerInThePool() {
    QueueRun run = run("queue.overlap", "2").offer(candidate("a", 0.01));
    run.answer("ann", "a", "cat");
    run.skip("ann", "a", SkipReason.FOREIGN);
    assertThat(run.pool).isEqualTo(Map.of("a|ann", "!foreign"));
    run.answer("ann", "a", "dog");
    assertThat(run.pool).isEqualTo(Map.of("a|ann", "dog"));
    run.skip("ann", "a", SkipReason.JUNK);
    run.undo("ann");
    assertThat(run.pool).isEmpty();
    run.skip("ann", "a", SkipReason.FOREIGN);
    run.skip("ann", "a", SkipReason.DUPLICATE);
    assertThat(run.pool).as("seen already says nothing of classes").isEmpty();
  }

  @Test
  void aFrameThatMayShowNoneOfTheClassesComesLater() {
    Candidate foreign = none("foreign", 0.01, 0.6);
    Candidate certain = none("certain", 0.005, 1);
    QueueRun run = run().offer(certain, foreign, candidate("b", 0.02), candidate("c", 0.5));
    assertThat(ids(run.queue.ranked(0, 9))).containsExactly("b", "foreign", "c", "certain");

    QueueRun off = run("queue.none.discount", "false").offer(foreign, candidate("b", 0.02));
    assertThat(ids(off.queue.ranked(0, 9))).containsExactly("foreign", "b");
  }

  private static Candidate none(String frameId, double pValue, double probability) {
    Candidate plain = candidate(frameId, pValue);
    return new Candidate(
        FrameScore.newBuilder(plain.score()).setNoneProbability(probability).build(),
        plain.innerLabel(),
        plain.outerLabel(),
        plain.windowStart(),
        plain.rank(),
        plain.considered(),
        plain.place(),
        plain.requested());
  }

  @Test
  void aSkipThatAnEarlierConsoleTookGoesToThePoolOnce() {
    QueueRun before = run().offer(candidate("a", 0.01), candidate("b", 0.02));
    before.skip("ann", "a", SkipReason.JUNK);
    before.skip("ann", "b", SkipReason.DUPLICATE);
    QueueRun run = run();
    for (String id : List.of("a", "b")) {
      run.queue.restore(id, Optional.of(asEarlierConsolesLeftIt(before.entry(id))));
    }
    assertThat(run.entry("a").owedToPool()).hasSize(1);
    assertThat(run.entry("b").owedToPool()).as("says nothing of classes").isEmpty();

    run.handle(new Command.Pool("ann", "a", false));
    run.handle(new Command.Pool("ann", "b", false));

    assertThat(run.pool).isEqualTo(Map.of("a|ann", "!fault"));
    assertThat(run.entry("a").owedToPool()).isEmpty();
    assertThat(run.entry("a").ended()).isEqualTo(before.entry("a").ended());
    assertThat(run.changes).extracting(Change::what).containsExactly(Change.What.POOLED);
    assertThat(done(run.handle(new Command.Pool("ann", "a", false))).repeated()).isTrue();
    run.handle(new Command.Undo("ann", Optional.of("a")));
    assertThat(run.pool).as("it can be taken back like any answer").isEmpty();
  }

  @Test
  void aLaterAnswerInThePoolStaysAndTheSkipIsSettled() {
    QueueRun before = run().offer(candidate("a", 0.01));
    before.skip("ann", "a", SkipReason.JUNK);
    QueueRun run = run();
    run.queue.restore("a", Optional.of(asEarlierConsolesLeftIt(before.entry("a"))));
    run.pool.put("a|ann", "cat");

    run.handle(new Command.Pool("ann", "a", true));

    assertThat(run.pool).isEqualTo(Map.of("a|ann", "cat"));
    assertThat(run.entry("a").owedToPool()).isEmpty();
  }

  @Test
  void aSkipOfThisConsoleIsNotOwed() {
    QueueRun run = run().offer(candidate("a", 0.01));
    run.skip("ann", "a", SkipReason.FOREIGN);
    assertThat(run.entry("a").owedToPool()).isEmpty();
  }

  private static QueueEntry asEarlierConsolesLeftIt(QueueEntry entry) {
    return new QueueEntry(
        entry.candidate(),
        entry.leases(),
        entry.answers(),
        entry.skips().stream()
            .map(it -> new Skip(it.annotator(), it.reason(), it.at(), it.sequence(), false))
            .toList(),
        entry.ended());
  }
}
