package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.text.Names;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Who sits at a browser, as its cookie says. */
final class Visitor {
  private static final String COOKIE = "sisom_annotator";
  private static final Duration REMEMBERED = Duration.ofDays(180);

  private Visitor() {}

  static Optional<String> annotator(Context ctx) {
    String cookie = ctx.cookie(COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    try {
      return Names.annotator(
          new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The annotator, or a problem that says where to name oneself. */
  static String needed(Context ctx) {
    return annotator(ctx)
        .orElseThrow(() -> Problem.badRequest("say first who labels, at /annotator"));
  }

  static void remember(Context ctx, String annotator) {
    String value =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(annotator.getBytes(StandardCharsets.UTF_8));
    SessionCookie.put(ctx, COOKIE, value, (int) REMEMBERED.toSeconds());
  }
}
