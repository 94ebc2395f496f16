package io.sisom.web;

import java.time.Duration;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.QoSHandler;

/**
 * Limits how many requests of one kind are handled at once. Further requests wait without occupying
 * a thread; one that waits too long gets 503 with {@code Retry-After}.
 */
public final class ConcurrencyLimit extends QoSHandler {
  private static final int MAX_WAITING = 200;
  private static final Duration MAX_WAIT = Duration.ofSeconds(10);

  /**
   * Over the handlers behind it.
   *
   * @param most at once
   * @param which requests are of the kind; others pass
   */
  public ConcurrencyLimit(int most, Predicate<Request> which) {
    setMaxRequestCount(most);
    setMaxSuspendedRequestCount(MAX_WAITING);
    setMaxSuspend(MAX_WAIT);
    include(which);
  }
}
