package io.sisom.feed.live.http;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The frames' ids of the last requests, so that one that is sent again is not fed again. Safe for
 * use by many threads.
 */
final class KnownIds {
  private final int most;
  private final Map<String, Known> known = new LinkedHashMap<>();

  /**
   * An id that was seen.
   *
   * @param checksum of the content that came with it
   * @param answer what became of it, once that is known
   */
  record Known(long checksum, CompletableFuture<GatewayAnswer> answer) {}

  /**
   * Remembers so many.
   *
   * @param most 1 or more
   */
  KnownIds(int most) {
    this.most = most;
  }

  /** What was known of an id; where nothing was, what is given is from now on. */
  synchronized Optional<Known> of(String id, Known given) {
    Known before = known.putIfAbsent(id, given);
    if (before == null && known.size() > most) {
      Iterator<String> oldest = known.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return Optional.ofNullable(before);
  }

  /** That an id was not fed after all: sent again it is tried anew. */
  synchronized void forget(String id) {
    known.remove(id);
  }
}
