package io.sisom.console.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that gave the token, by random names that say nothing of it. They live in this process
 * only: its end logs everybody out, as does {@link #end}. Of too many the oldest end first.
 */
final class Sessions {
  static final Duration LENGTH = Duration.ofHours(12);
  static final int MOST = 1_000;
  private static final int NAME_BYTES = 32;

  private final byte[] token;
  private final LongSupplier nanos;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param token who knows it may open one
   * @param nanos a clock that nobody sets, such as {@link System#nanoTime}
   */
  Sessions(String token, LongSupplier nanos) {
    this.token = hash(token);
    this.nanos = nanos;
  }

  /** One browser's, until its end. */
  final class Session {
    private final String key;
    private final long begun;

    private Session(String key, long begun) {
      this.key = key;
      this.begun = begun;
    }

    /** Whether it still counts. */
    boolean holds() {
      synchronized (open) {
        return open.get(key) == this && nanos.getAsLong() - begun < LENGTH.toNanos();
      }
    }
  }

  /** Whether that is the token; takes as long for one as for another. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(token, hash(given));
  }

  /** A new one; what its browser is to bring back. */
  String begin() {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String cookie = Base64.getUrlEncoder().withoutPadding().encodeToString(name);
    Session session = new Session(key(cookie), nanos.getAsLong());
    synchronized (open) {
      open.values().removeIf(it -> !it.holds());
      Iterator<String> oldest = open.keySet().iterator();
      if (open.size() >= MOST) {
        oldest.next();
        oldest.remove();
      }
      open.put(session.key, session);
    }
    return cookie;
  }

  /** The session that a browser brings. */
  Optional<Session> find(@Nullable String cookie) {
    if (cookie == null) {
      return Optional.empty();
    }
    Session session;
    synchronized (open) {
      session = open.get(key(cookie));
    }
    return Optional.ofNullable(session).filter(Session::holds);
  }

  /** Logs its browser out. */
  void end(Session session) {
    synchronized (open) {
      open.remove(session.key);
    }
  }

  /** What is looked up is a hash, so that the time a look-up takes tells nothing of names. */
  private static String key(String cookie) {
    return HexFormat.of().formatHex(hash(cookie));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
