package io.sisom.queue;

import static io.sisom.queue.Candidates.NOON;
import static io.sisom.queue.Candidates.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is asked of a small queue, in whatever order. */
class LabelQueueProperties {
  private static final List<String> PEOPLE = List.of("ann", "bob", "cid", "dee");

  @Property(tries = 200)
  void noFrameIsWithMorePeopleThanItNeeds(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int overlap) {
    QueueRun run = start(overlap);
    Random random = new Random(seed);
    for (int step = 0; step < 150; step++) {
      disturb(run, random);
      for (QueueEntry entry : run.queue.entries()) {
        assertThat(entry.answers().size() + entry.leases().size())
            .as("people on %s", entry)
            .isLessThanOrEqualTo(overlap == 1 ? 1 : overlap + 1);
      }
    }
  }

  @Property(tries = 200)
  void theLastChangeOfEachFrameMakesTheSameQueue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int overlap) {
    QueueRun run = start(overlap);
    Random random = new Random(seed);
    for (int step = 0; step < 150; step++) {
      disturb(run, random);
    }
    LabelQueue restarted = run.restarted();
    restarted.restoreLive(run.queue.figures(NOON).liveVersion());
    assertThat(new HashSet<>(restarted.entries())).isEqualTo(new HashSet<>(run.queue.entries()));
    assertThat(restarted.ranked(0, 99)).isEqualTo(run.queue.ranked(0, 99));
    assertThat(restarted.figures(NOON)).isEqualTo(run.queue.figures(NOON));
    assertThat(restarted.labels()).isEqualTo(run.queue.labels());
    assertThat(restarted.agreement()).isEqualTo(run.queue.agreement());
  }

  @Property(tries = 200)
  void thePoolHoldsTheAnswersOfTheQueue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int overlap) {
    QueueRun run = start(overlap);
    Random random = new Random(seed);
    for (int step = 0; step < 150; step++) {
      disturb(run, random);
    }
    Map<String, String> answers = new HashMap<>();
    for (QueueEntry entry : run.queue.entries()) {
      entry
          .answers()
          .forEach(it -> answers.put(entry.frameId() + "|" + it.annotator(), it.label()));
      for (Skip skip : entry.skips()) {
        skip.reason()
            .kind()
            .ifPresent(
                kind -> answers.put(entry.frameId() + "|" + skip.annotator(), "!" + kind.word()));
      }
    }
    assertThat(run.pool).isEqualTo(answers);
  }

  private static QueueRun start(int overlap) {
    return new QueueRun(
        Map.of(
            "queue.overlap", "" + overlap,
            "queue.lease.ms", "60000",
            "queue.leases", "3",
            "queue.max", "12"));
  }

  private static void disturb(QueueRun run, Random random) {
    String who = PEOPLE.get(random.nextInt(PEOPLE.size()));
    String frame = "f" + random.nextInt(16);
    switch (random.nextInt(11)) {
      case 0, 1 ->
          run.offer(
              candidate(
                  frame,
                  0.01 + random.nextInt(50) / 100.0,
                  "camera-" + random.nextInt(3),
                  "class-" + random.nextInt(2),
                  NOON.plusSeconds(random.nextInt(5)),
                  1 + random.nextInt(3)));
      case 2, 3 -> run.next(who);
      case 4 -> run.handle(new Command.Take(who, frame));
      case 5 -> run.handle(new Command.Renew(who, frame));
      case 6 -> run.handle(new Command.GiveBack(who, frame));
      case 7 -> run.answer(who, frame, "label-" + random.nextInt(2));
      case 8 ->
          run.skip(who, frame, SkipReason.values()[random.nextInt(SkipReason.values().length)]);
      case 9 ->
          run.handle(
              new Command.Undo(who, random.nextBoolean() ? Optional.empty() : Optional.of(frame)));
      default -> {
        run.pass(Duration.ofSeconds(random.nextInt(40)));
        if (random.nextInt(5) == 0) {
          run.live(1 + random.nextInt(3), "label-0");
        }
      }
    }
  }
}
