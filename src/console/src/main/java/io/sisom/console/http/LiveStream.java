package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import io.sisom.console.json.Json;
import io.sisom.wire.StopSignal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events of the live page. Who comes gets the whole state, then what changes; so a page
 * that comes again after trouble needs nothing from before. Of what a listener has not taken yet it
 * keeps the latest only, and a listener that takes nothing for long is let go.
 */
final class LiveStream implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveStream.class);
  private static final String PLACE = "io.sisom.live.place";
  private static final Duration TICK = Duration.ofMillis(250);
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);

  private final LiveSections live;
  private final int most;
  private final Semaphore places;
  private final Set<LiveListener> listeners = ConcurrentHashMap.newKeySet();
  private final SseHandler sse = new SseHandler(0, this::enter);
  private final StopSignal stop = new StopSignal();
  private final Thread ticker = new Thread(this::run, "live-stream");

  private LiveStream(LiveSections live, int most) {
    this.live = live;
    this.most = most;
    this.places = new Semaphore(most);
  }

  /**
   * Starts.
   *
   * @param most listeners at once
   */
  static LiveStream start(LiveSections live, int most) {
    LiveStream stream = new LiveStream(live, most);
    stream.ticker.setDaemon(true);
    stream.ticker.start();
    return stream;
  }

  /** Answers {@code /api/v1/live/events}. */
  void handle(Context ctx) {
    if (!String.valueOf(ctx.header("Accept")).contains("text/event-stream")) {
      throw new Problem(406, "events-only", "ask for it with 'Accept: text/event-stream'");
    }
    if (!places.tryAcquire()) {
      throw new Problem(
          503,
          "too-many-listeners",
          "as many browsers follow the live page as live.listeners allows: " + most);
    }
    Place place = new Place();
    ctx.attribute(PLACE, place);
    try {
      sse.handle(ctx);
    } catch (RuntimeException e) {
      place.leave();
      throw e;
    }
  }

  /** One listener's place, from his asking on; free again once, however often he leaves. */
  private final class Place {
    private final AtomicBoolean left = new AtomicBoolean();

    void leave() {
      if (left.compareAndSet(false, true)) {
        places.release();
      }
    }
  }

  private void enter(SseClient client) {
    Place place = Objects.requireNonNull(client.ctx().<Place>attribute(PLACE));
    Optional<Sessions.Session> session = Visit.of(client.ctx()).session();
    LiveListener listener =
        new LiveListener(
            client,
            () -> session.isEmpty() || session.get().holds(),
            it -> {
              listeners.remove(it);
              place.leave();
            });
    listeners.add(listener);
    try {
      client.keepAlive();
      client.onClose(listener::close);
      listener.offer(texts());
      listener.start();
    } catch (RuntimeException e) {
      listener.close();
      throw e;
    }
  }

  /** Listeners now. */
  int listeners() {
    return listeners.size();
  }

  private void run() {
    while (!stop.givenWithin(TICK)) {
      try {
        tick();
      } catch (RuntimeException e) {
        log.atWarn().setCause(e).log("the live page's state could not be made; trying again");
      }
    }
  }

  private void tick() {
    if (listeners.isEmpty()) {
      return;
    }
    Map<String, LiveListener.Message> texts = texts();
    for (LiveListener listener : listeners) {
      if (listener.atOneWrite().compareTo(LONGEST_WRITE) > 0) {
        log.atInfo().log("a listener of the live page takes nothing; it is let go");
        listener.close();
      } else if (!listener.allowed()) {
        listener.close();
      } else {
        listener.offer(texts);
      }
    }
  }

  private Map<String, LiveListener.Message> texts() {
    Map<String, LiveListener.Message> texts = new HashMap<>();
    live.sections()
        .forEach(
            (key, section) ->
                texts.put(
                    key, new LiveListener.Message(section.event(), Json.text(section.json()))));
    return texts;
  }

  @Override
  public void close() {
    stop.giveAndJoin(ticker, Duration.ofSeconds(5));
    listeners.forEach(LiveListener::close);
  }
}
