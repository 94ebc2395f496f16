package io.sisom.web;

import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Lets a few requests of a kind through at once. The others wait without a thread, then get 503 and
 * when to come again.
 */
public final class FewAtOnce extends QoSHandler {
  private static final int MOST_WAITING = 200;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /**
   * Over the handlers behind it.
   *
   * @param most at once
   * @param which requests are of the kind; others pass
   */
  public FewAtOnce(int most, Predicate<Request> which) {
    setMaxRequestCount(most);
    setMaxSuspendedRequestCount(MOST_WAITING);
    setMaxSuspend(LONGEST_WAIT);
    include(which);
  }
}
