package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final Sessions sessions = new Sessions("the token", nanos::get);

  @Test
  void aSessionHoldsUntilItsEndOrUntilItIsEnded() {
    String one = sessions.begin();
    String two = sessions.begin();
    Sessions.Session first = sessions.find(one).orElseThrow();
    sessions.end(first);
    assertThat(first.holds()).isFalse();
    assertThat(sessions.find(one)).isEmpty();
    Sessions.Session second = sessions.find(two).orElseThrow();
    nanos.addAndGet(Sessions.LENGTH.toNanos() - 1);
    assertThat(second.holds()).isTrue();
    nanos.incrementAndGet();
    assertThat(second.holds()).isFalse();
    assertThat(sessions.find(two)).isEmpty();
  }

  @Test
  void aCookieSaysNothingOfTheTokenAndNoneIsMadeWithoutIt() {
    assertThat(sessions.begin()).hasSize(43).isNotEqualTo(sessions.begin());
    assertThat(new Sessions("the token", nanos::get).find(sessions.begin()))
        .as("another process with the same token")
        .isEmpty();
    for (String forged : new String[] {"", ".", "x", "9999999999.00", "a".repeat(43)}) {
      assertThat(sessions.find(forged)).as(forged).isEmpty();
    }
    assertThat(sessions.find(null)).isEmpty();
    assertThat(sessions.isToken("the token")).isTrue();
    assertThat(sessions.isToken("the tokem")).isFalse();
  }

  @Test
  void ofTooManyTheOldestEndFirst() {
    List<String> cookies = new ArrayList<>();
    for (int i = 0; i < Sessions.MOST + 1; i++) {
      cookies.add(sessions.begin());
    }
    assertThat(sessions.find(cookies.get(0))).isEmpty();
    assertThat(sessions.find(cookies.get(1))).isPresent();
    assertThat(sessions.find(cookies.get(Sessions.MOST))).isPresent();
  }
}
