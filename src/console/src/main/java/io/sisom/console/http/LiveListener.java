package io.sisom.console.http;

import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One browser that follows the live page, with a thread that writes to it. Of each part of the
 * state it holds the latest that the browser has not got.
 */
final class LiveListener {
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private final SseClient client;
  private final BooleanSupplier allowed;
  private final Consumer<LiveListener> gone;
  private final Thread writer = new Thread(this::run, "live-listener");
  private final Map<String, Message> waiting = new LinkedHashMap<>();
  private Map<String, Message> known = new HashMap<>();
  private boolean closed;
  private volatile OptionalLong writingSince = OptionalLong.empty();

  /** A part of the state, as it is sent. */
  record Message(String event, String json) {}

  /**
   * Over a connection.
   *
   * @param allowed whether its browser is still logged in
   * @param gone told once, when it ends
   */
  LiveListener(SseClient client, BooleanSupplier allowed, Consumer<LiveListener> gone) {
    this.client = client;
    this.allowed = allowed;
    this.gone = gone;
  }

  void start() {
    writer.setDaemon(true);
    writer.start();
  }

  /** The whole state; what the browser has already is not sent again. */
  synchronized void offer(Map<String, Message> state) {
    state.forEach(
        (key, message) -> {
          if (!message.equals(known.get(key))) {
            waiting.put(key, message);
          }
        });
    waiting.keySet().retainAll(state.keySet());
    known = new HashMap<>(state);
    notifyAll();
  }

  private void run() {
    try {
      while (!client.terminated()) {
        Message message = next();
        if (isClosed()) {
          return;
        }
        writingSince = OptionalLong.of(System.nanoTime());
        if (message == null) {
          client.sendComment("still here");
        } else {
          client.sendEvent(message.event(), message.json());
        }
        writingSince = OptionalLong.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close();
    }
  }

  /** The next part to send; null when nothing has changed for a while. */
  private synchronized @Nullable Message next() throws InterruptedException {
    long end = System.nanoTime() + HEARTBEAT.toNanos();
    while (waiting.isEmpty() && !closed && System.nanoTime() < end) {
      wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    Iterator<Message> first = waiting.values().iterator();
    if (!first.hasNext()) {
      return null;
    }
    Message message = first.next();
    first.remove();
    return message;
  }

  /** Whether its browser is still logged in. */
  boolean allowed() {
    return allowed.getAsBoolean();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** How long one write has taken so far. */
  Duration atOneWrite() {
    OptionalLong since = writingSince;
    return since.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - since.getAsLong());
  }

  /** Ends it; more than once does no harm. */
  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
    }
    gone.accept(this);
    client.close();
  }
}
