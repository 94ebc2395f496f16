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
 * Closes connections whose client does not finish sending a request or a body, or does not read the
 * answer, in time. Jetty's own idle timeout does not do this: it starts anew with every byte.
 */
final class ConnectionWatch extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger log = LoggerFactory.getLogger(ConnectionWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final ClientTimeouts patience;
  private final Map<Connection, ConnectionState> courses = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "connection-watch");
            thread.setDaemon(true);
            return thread;
          });

  ConnectionWatch(ClientTimeouts patience) {
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
    courses.put(connection, new ConnectionState(System.nanoTime()));
  }

  @Override
  public void onClosed(Connection connection) {
    courses.remove(connection);
  }

  /** The client is to send something: a request, or its body. */
  void awaits(Connection connection) {
    ConnectionState course = courses.get(connection);
    if (course != null) {
      course.awaits(System.nanoTime());
    }
  }

  /** The client has sent what it was to send. */
  void works(Connection connection) {
    ConnectionState course = courses.get(connection);
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
      log.atWarn().setCause(e).log("the check for slow clients failed; trying again");
    }
  }

  /** How far one connection has come. */
  private static final class ConnectionState {
    private boolean awaiting = true;
    private long awaitingSince;
    private boolean writing;
    private long writingSince;
    private long writtenThen;

    ConnectionState(long now) {
      this.awaitingSince = now;
    }

    synchronized void awaits(long now) {
      awaiting = true;
      awaitingSince = now;
    }

    synchronized void works() {
      awaiting = false;
    }

    synchronized boolean tooSlow(long now, Connection connection, ClientTimeouts patience) {
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
