package io.sisom.feed.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What is known of one connection: whether it came about, and which subscriptions have yielded
 * nothing for 5 seconds. Safe for use by many threads.
 */
public final class SessionWatch {
  /** A subscription that is silent for so long is told of. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int MAX_SUBSCRIPTIONS = 1000;

  private final LongSupplier nanoTime;
  private final LiveTally tally;
  private final LiveListener listener;
  private final Map<String, Silent> silent = new LinkedHashMap<>();
  private boolean connected;
  private boolean heard;

  private record Silent(long since, String why) {}

  SessionWatch(LongSupplier nanoTime, LiveTally tally, LiveListener listener) {
    this.nanoTime = nanoTime;
    this.tally = tally;
    this.listener = listener;
  }

  /** That the connection stands. */
  public synchronized void connected() {
    connected = true;
    tally.connected();
    listener.connected();
  }

  /**
   * That something is subscribed.
   *
   * @param why in words, why nothing may come of it
   */
  public synchronized void subscribed(String subscription, String why) {
    if (silent.size() < MAX_SUBSCRIPTIONS) {
      silent.put(subscription, new Silent(nanoTime.getAsLong(), why));
    }
  }

  /** That something came of a subscription. */
  public synchronized void heard(String subscription) {
    heard = true;
    silent.remove(subscription);
  }

  /** Tells the user what is not as one may expect. */
  public void note(String words) {
    listener.note(words);
  }

  synchronized boolean hasConnected() {
    return connected;
  }

  synchronized boolean hasHeard() {
    return heard;
  }

  /** What has been silent for too long, and why that may be; each is given once. */
  synchronized List<String> silences() {
    long now = nanoTime.getAsLong();
    List<String> found = new ArrayList<>();
    silent
        .entrySet()
        .removeIf(
            it -> {
              boolean late = now - it.getValue().since() >= PATIENCE.toNanos();
              if (late) {
                found.add(
                    it.getKey()
                        + " has yielded nothing for "
                        + PATIENCE.toSeconds()
                        + " s; "
                        + it.getValue().why());
              }
              return late;
            });
    return found;
  }
}
