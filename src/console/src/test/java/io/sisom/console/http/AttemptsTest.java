package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.console.http.Attempts.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Attempts attempts = new Attempts(nanos::get);

  @Test
  void afterSomeFailuresAnAddressWaitsAndTheTokenItselfIsNotLookedAt() {
    for (int i = 0; i < Attempts.FAILURES; i++) {
      assertThat(attempts.attempt("a", () -> false)).isEqualTo(new Outcome.Wrong());
    }
    assertThat(attempts.attempt("a", () -> true)).isInstanceOf(Outcome.TooMany.class);
    assertThat(attempts.attempt("b", () -> true)).isEqualTo(new Outcome.Right());
    nanos.addAndGet(Attempts.EACH.toNanos());
    assertThat(attempts.attempt("a", () -> false)).isEqualTo(new Outcome.Wrong());
    assertThat(attempts.attempt("a", () -> true)).isEqualTo(new Outcome.TooMany(Attempts.EACH));
  }

  @Test
  void manyAddressesTogetherGuessLittleMoreAndHoldUpNobodyWhoWasRightBefore() {
    assertThat(attempts.attempt("friend", () -> true)).isEqualTo(new Outcome.Right());
    int looked = 0;
    for (int i = 0; i < 20_000; i++) {
      looked += attempts.attempt("bot-" + i, () -> false) instanceof Outcome.Wrong ? 1 : 0;
      nanos.addAndGet(Duration.ofMillis(1).toNanos());
    }
    assertThat(looked).isBetween(100, Attempts.FAILURES_OF_ALL + 20);
    for (int i = 0; i < 3; i++) {
      attempts.attempt("last-" + i, () -> false);
    }
    assertThat(attempts.attempt("stranger", () -> true)).isInstanceOf(Outcome.TooMany.class);
    assertThat(attempts.attempt("friend", () -> true)).isEqualTo(new Outcome.Right());
  }

  @Test
  void aRightTokenCostsNothingHoweverOftenItIsGiven() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(attempts.attempt("program", () -> true)).isEqualTo(new Outcome.Right());
    }
  }
}
