package io.sisom.feed.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What waits to be fed: of each sensor the latest message, in no more than so many bytes. Sensors
 * take turns, in the order in which they began to wait. A message is given to one thread at a time
 * for each sensor, so that a sensor's frames keep their order. Safe for use by many threads.
 */
final class LatestFrames {
  private final long maxBytes;
  private final Consumer<LiveMessage> dropped;
  private final Map<String, LiveMessage> waiting = new LinkedHashMap<>();
  private final Set<String> busy = new HashSet<>();
  private long bytes;
  private boolean closed;

  /**
   * Nothing waits.
   *
   * @param maxBytes of all that waits; a single message may be larger
   * @param dropped told of each message that is dropped, on the thread that offers
   */
  LatestFrames(long maxBytes, Consumer<LiveMessage> dropped) {
    this.maxBytes = maxBytes;
    this.dropped = dropped;
  }

  /** Takes a message in place of an older one of its sensor, which is dropped. */
  void offer(LiveMessage message) {
    // Told outside of the lock: whoever is told may offer the next one before it returns.
    put(message).forEach(dropped);
  }

  private synchronized List<LiveMessage> put(LiveMessage message) {
    if (closed) {
      return List.of(message);
    }
    List<LiveMessage> gone = new ArrayList<>();
    LiveMessage older = waiting.put(message.sensor(), message);
    bytes += message.bytes();
    if (older != null) {
      bytes -= older.bytes();
      gone.add(older);
    }
    makeRoom(message, gone);
    notifyAll();
    return gone;
  }

  /** Drops what waits longest, but never what has just come. */
  private void makeRoom(LiveMessage latest, List<LiveMessage> gone) {
    Iterator<LiveMessage> oldest = waiting.values().iterator();
    while (bytes > maxBytes && waiting.size() > 1) {
      LiveMessage next = oldest.next();
      if (!next.sensor().equals(latest.sensor())) {
        oldest.remove();
        bytes -= next.bytes();
        gone.add(next);
      }
    }
  }

  /**
   * The next message, waiting for it; {@link #done} must be called after it. Empty once this is
   * closed and nothing waits.
   */
  synchronized Optional<LiveMessage> take() throws InterruptedException {
    while (true) {
      for (Iterator<LiveMessage> all = waiting.values().iterator(); all.hasNext(); ) {
        LiveMessage next = all.next();
        if (busy.add(next.sensor())) {
          all.remove();
          bytes -= next.bytes();
          return Optional.of(next);
        }
      }
      if (closed && waiting.isEmpty()) {
        return Optional.empty();
      }
      wait();
    }
  }

  /** That a sensor's message is dealt with; its next one may be given. */
  synchronized void done(String sensor) {
    busy.remove(sensor);
    notifyAll();
  }

  /** Takes no more; what waits is still given. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Bytes that wait. */
  synchronized long bytes() {
    return bytes;
  }
}
