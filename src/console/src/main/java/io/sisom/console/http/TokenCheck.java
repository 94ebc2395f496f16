package io.sisom.console.http;

import io.sisom.console.ConsoleMetrics;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether what somebody gives is the token: not too often, logged and counted where it is not. */
final class TokenCheck {
  private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);

  private final Optional<Sessions> sessions;
  private final Attempts attempts;
  private final ConsoleMetrics metrics;

  TokenCheck(Optional<Sessions> sessions, Attempts attempts, ConsoleMetrics metrics) {
    this.sessions = sessions;
    this.attempts = attempts;
    this.metrics = metrics;
  }

  /** A problem where too many tries failed before; true where no token is asked for. */
  boolean isToken(String given, Proxies.Client client) {
    if (sessions.isEmpty()) {
      return true;
    }
    Attempts.Outcome outcome =
        attempts.attempt(client.address(), () -> sessions.get().isToken(given));
    if (outcome instanceof Attempts.Outcome.Right) {
      return true;
    }
    metrics.loginFailed();
    if (outcome instanceof Attempts.Outcome.TooMany tooMany) {
      throw tooMany(tooMany.pause());
    }
    log.atWarn().addKeyValue("address", client.address()).log("somebody gave a wrong token");
    return false;
  }

  private static Problem tooMany(Duration pause) {
    long seconds = Math.max(1, (pause.toMillis() + 999) / 1000);
    return new Problem(
            429, "too-many-tries", "too many wrong tokens; try again in " + seconds + " s")
        .with("Retry-After", Long.toString(seconds));
  }
}
