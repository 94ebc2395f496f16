package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitRequestsTest {
  private static final Duration SOON = Duration.ofMillis(100);

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final CommitRequests requests = new CommitRequests(context, SOON);

  @Test
  void theFirstAnswerAfterAPauseIsCommittedAtOnce() {
    requests.answered(false);

    assertThat(committed()).isTrue();
  }

  @Test
  void moreAnswersAreCommittedTogetherWhenTheShortIntervalIsOver() {
    requests.answered(false);
    committed();

    requests.answered(false);
    requests.answered(false);
    assertThat(committed()).isFalse();

    pass();
    assertThat(committed()).isTrue();
  }

  @Test
  void whileFramesWaitForRoomNothingIsAskedFor() {
    requests.answered(true);
    for (int interval = 0; interval < 5; interval++) {
      requests.answered(false);
      requests.answered(true);
      pass();
    }

    assertThat(committed()).isFalse();
  }

  @Test
  void onceNoFrameWaitsAllIsCommittedWithinTwoIntervals() {
    requests.answered(true);
    requests.answered(true);

    pass();
    assertThat(committed()).isFalse();

    pass();
    assertThat(committed()).isTrue();
  }

  @Test
  void withNothingToCommitNothingIsAskedForAndNoTimerRuns() {
    requests.answered(false);
    committed();

    pass();
    assertThat(committed()).isFalse();
    assertThat(context.scheduledPunctuators()).allMatch(timer -> timer.cancelled());

    requests.answered(false);
    assertThat(committed()).isTrue();
    assertThat(context.scheduledPunctuators()).filteredOn(timer -> !timer.cancelled()).hasSize(1);
  }

  private void pass() {
    context.scheduledPunctuators().stream()
        .filter(timer -> !timer.cancelled())
        .forEach(timer -> timer.getPunctuator().punctuate(0));
  }

  /** Whether a commit was asked for since this was last called. */
  private boolean committed() {
    boolean committed = context.committed();
    context.resetCommit();
    return committed;
  }
}
