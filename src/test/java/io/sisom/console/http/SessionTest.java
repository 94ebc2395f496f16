package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SessionTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @Test
  void aCookieHoldsUntilItsEndAlsoAfterARestart() {
    String cookie = session("token", NOON).issue();
    assertThat(session("token", NOON.plus(Session.LENGTH).minusSeconds(1)).holds(cookie)).isTrue();
    assertThat(session("token", NOON.plus(Session.LENGTH)).holds(cookie)).isFalse();
  }

  @Test
  void aCookieOfAnotherTokenOrWithAnotherEndDoesNot() {
    String cookie = session("token", NOON).issue();
    assertThat(session("another", NOON).holds(cookie)).isFalse();
    String seal = cookie.substring(cookie.indexOf('.'));
    assertThat(session("token", NOON).holds("9999999999" + seal)).isFalse();
    for (String forged : new String[] {"", ".", "x", "1.", "-1.ab", "99999999999999." + seal}) {
      assertThat(session("token", NOON).holds(forged)).as(forged).isFalse();
    }
    assertThat(session("token", NOON).holds(null)).isFalse();
  }

  private static Session session(String token, Instant now) {
    return new Session(token, Clock.fixed(now, ZoneOffset.UTC));
  }
}
