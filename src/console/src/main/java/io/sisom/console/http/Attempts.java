package io.sisom.console.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets nobody guess the token quickly: after some failures an address may try every few seconds,
 * and all addresses together not much more often. Addresses from which the right token came lately
 * are not held up by others' failures. Of a bounded number of addresses it keeps a few bytes each.
 */
final class Attempts {
  static final int FAILURES = 10;
  static final Duration EACH = Duration.ofSeconds(10);
  static final int FAILURES_OF_ALL = 100;
  static final Duration EACH_OF_ALL = Duration.ofSeconds(1);
  private static final int ADDRESSES = 4_096;

  private final LongSupplier nanos;
  private final Bucket all;
  private final Map<String, Bucket> failing = new Lately<>();
  private final Map<String, Boolean> trusted = new Lately<>();

  /** By a clock that nobody sets. */
  Attempts(LongSupplier nanos) {
    this.nanos = nanos;
    this.all = new Bucket(FAILURES_OF_ALL, EACH_OF_ALL, nanos.getAsLong());
  }

  /** What came of a try. */
  sealed interface Outcome {
    /** The token. */
    record Right() implements Outcome {}

    /** Not the token. */
    record Wrong() implements Outcome {}

    /** Not looked at: too many failed before. */
    record TooMany(Duration pause) implements Outcome {}
  }

  /** One try from an address; {@code right} is asked only where it may. */
  synchronized Outcome attempt(String address, BooleanSupplier right) {
    long now = nanos.getAsLong();
    Bucket own = failing.get(address);
    Duration wait = own == null ? Duration.ZERO : own.pause(now);
    if (wait.isZero() && !trusted.containsKey(address)) {
      wait = all.pause(now);
    }
    if (!wait.isZero()) {
      return new Outcome.TooMany(wait);
    }
    if (right.getAsBoolean()) {
      trusted.put(address, true);
      return new Outcome.Right();
    }
    failing.computeIfAbsent(address, it -> new Bucket(FAILURES, EACH, now)).take(now);
    all.take(now);
    return new Outcome.Wrong();
  }

  /** Tries that are left; more come with time. */
  private static final class Bucket {
    private final int room;
    private final long nanosEach;
    private double left;
    private long at;

    Bucket(int room, Duration each, long now) {
      this.room = room;
      this.nanosEach = each.toNanos();
      this.left = room;
      this.at = now;
    }

    Duration pause(long now) {
      left = Math.min(room, left + (double) (now - at) / nanosEach);
      at = now;
      return left >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - left) * nanosEach));
    }

    void take(long now) {
      pause(now);
      left = Math.max(0, left - 1);
    }
  }

  /** Forgets what was not asked for longest. */
  private static final class Lately<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;

    Lately() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > ADDRESSES;
    }
  }
}
