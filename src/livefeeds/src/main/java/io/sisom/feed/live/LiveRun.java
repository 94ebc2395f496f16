package io.sisom.feed.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Keeps a source connected: again and again, with pauses that grow while it does not work. */
public final class LiveRun {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 250;

  private final LiveSource source;
  private final LiveInbox inbox;
  private final LiveTally tally;
  private final LiveListener listener;
  private final BackOff pauses =
      new BackOff(FIRST_PAUSE, LONGEST_PAUSE, () -> ThreadLocalRandom.current().nextDouble());
  private int sessions;
  private boolean everConnected;

  /** Of a source into an inbox. */
  public LiveRun(LiveSource source, LiveInbox inbox, LiveTally tally, LiveListener listener) {
    this.source = source;
    this.inbox = inbox;
    this.tally = tally;
    this.listener = listener;
  }

  /**
   * Connects until the thread is interrupted or the other side does not want it from the start.
   *
   * @return why it was not wanted
   * @throws InterruptedException where the thread is told to stop
   */
  public SessionEnd.Unwanted run() throws InterruptedException {
    while (true) {
      SessionEnd end = session();
      if (end instanceof SessionEnd.Unwanted unwanted && !everConnected) {
        return unwanted;
      }
      Duration pause = pauses.next();
      listener.note(
          "%s: %s; trying again in %.1f s"
              .formatted(source.name(), words(end), pause.toMillis() / 1e3));
      Thread.sleep(pause.toMillis());
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // it is shut down with the session
  private SessionEnd session() throws InterruptedException {
    SessionWatch watch = new SessionWatch(System::nanoTime, tally, listener);
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "feed-silence");
              thread.setDaemon(true);
              return thread;
            });
    try {
      clock.scheduleWithFixedDelay(
          () -> watch.silences().forEach(it -> listener.note(source.name() + ": " + it)),
          LOOK_MILLIS,
          LOOK_MILLIS,
          TimeUnit.MILLISECONDS);
      return source.session(++sessions, inbox, watch);
    } finally {
      clock.shutdownNow();
      everConnected |= watch.hasConnected();
      if (watch.hasHeard()) {
        pauses.reset();
      }
    }
  }

  private static String words(SessionEnd end) {
    if (end instanceof SessionEnd.Lost lost) {
      return lost.reason();
    }
    return end instanceof SessionEnd.Unwanted unwanted
        ? unwanted.reason()
        : "the connection was closed";
  }
}
