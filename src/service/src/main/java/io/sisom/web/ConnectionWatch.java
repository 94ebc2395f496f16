package io.sisom.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients go that hold a connection and do not use it: that send no whole request, no whole
 * body, or take no answer in time. Jetty's own idle timeout begins anew with every byte.
 */
final class ConnectionWatch extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Patience patience;
  private final Map<Connection, Course> courses = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "connection-watch");
            thread.setDaemon(true);
            return thread;
          });

  ConnectionWatch(Patience patience) {
    this.patience = patience;
  }

  @Override
  protected void doStart() {
    looker.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    looker.shutdownNow();
  }

  @Override
  public void onOpened(Connection connection) {
    courses.put(connection, new Course(System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    courses.remove(connection);
  }

  /** The client is to send something: a request, or its body. */
  void awaits(Connection connection) {
    Course course = courses.get(connection);
    if (course != null) {
      course.awaits(System.nanoTime());
    }
  }

  /** The client has sent what it was to send. */
  void works(Connection connection) {
    Course course = courses.get(connection);
    if (course != null) {
      course.works();
    }
  }

  private void look() {
    try {
      long now = System.nanoTime();
      courses.forEach(
          (connection, course) -> {
            if (course.tooSlow(now, connection, patience)) {
              log.atDebug().log("a client was too slow; its connection is closed");
              connection.getEndPoint().close(new java.util.concurrent.TimeoutException("too slow"));
            }
          });
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("looking after connections failed; trying again");
    }
  }

  /** Where one connection stands. */
  private static final class Course {
    private boolean awaiting = true;
    private long awaitingSince;
    private boolean writing;
    private long writingSince;
    private long writtenThen;

    Course(long now) {
      this.awaitingSince = now;
    }

    synchronized void awaits(long now) {
      awaiting = true;
      awaitingSince = now;
    }

    synchronized void works() {
      awaiting = false;
    }

    synchronized boolean tooSlow(long now, Connection connection, Patience patience) {
      if (awaiting) {
        return now - awaitingSince > patience.request().toNanos();
      }
      if (!(connection.getEndPoint() instanceof CountingEndPoint end) || !end.writePending()) {
        writing = false;
        return false;
      }
      if (!writing || now - writingSince > patience.window().toNanos()) {
        boolean crawled =
            writing && end.written() - writtenThen < patience.bytesIn(patience.window());
        writing = true;
        writingSince = now;
        writtenThen = end.written();
        return crawled;
      }
      return false;
    }
  }
}
