package io.sisom.console.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Proves in a cookie that its browser once gave the token: an end and its HMAC under the token. So
 * a restart, or another console with the same token, logs nobody out.
 */
final class Session {
  static final String COOKIE = "sisom_session";
  static final Duration LENGTH = Duration.ofHours(12);
  private static final String PURPOSE = "sisom console session until ";

  private final byte[] token;
  private final Clock clock;

  Session(String token, Clock clock) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.clock = clock;
  }

  boolean isToken(String given) {
    return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
  }

  String issue() {
    String end = Long.toString(clock.instant().plus(LENGTH).getEpochSecond());
    return end + "." + seal(end);
  }

  boolean holds(@Nullable String cookie) {
    int split = cookie == null ? -1 : cookie.indexOf('.');
    if (cookie == null || split < 1 || split > 12) {
      return false;
    }
    String end = cookie.substring(0, split);
    return end.chars().allMatch(c -> c >= '0' && c <= '9')
        && MessageDigest.isEqual(
            seal(end).getBytes(StandardCharsets.UTF_8),
            cookie.substring(split + 1).getBytes(StandardCharsets.UTF_8))
        && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(end)));
  }

  private String seal(String end) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(token, "HmacSHA256"));
      return HexFormat.of()
          .formatHex(mac.doFinal((PURPOSE + end).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
