package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.ConsoleConfig;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every request before its handler does: whether the browser reached this host and no
 * other name for it (DNS rebinding), whether it may, and whether a page of ours sent it (cross-site
 * requests).
 */
final class Guard {
  /** A header that no other site's form or picture can send. */
  static final String CLIENT_HEADER = "X-Sisom-Client";

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final Set<String> OPEN = Set.of("/login");

  private final Set<String> hosts = new HashSet<>(Set.of("localhost"));
  private final Optional<Session> session;

  Guard(ConsoleConfig config, Clock clock) {
    hosts.add(config.host().toLowerCase(Locale.ROOT));
    config.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    this.session = config.token().map(token -> new Session(token, clock));
  }

  Optional<Session> session() {
    return session;
  }

  /** Refuses by an exception, or sends to the login page. */
  void check(Context ctx) {
    headers(ctx);
    String host = String.valueOf(ctx.header("Host"));
    checkHost(host);
    boolean bearer = session.isPresent() && bearer(ctx.header("Authorization"), session.get());
    boolean known = session.isEmpty() || bearer || session.get().holds(ctx.cookie(Session.COOKIE));
    if (!SAFE.contains(ctx.method().name()) && !bearer) {
      checkOrigin(ctx, host);
    }
    if (!known && !OPEN.contains(ctx.path()) && !ctx.path().startsWith(StaticFiles.FOLDER)) {
      if (ctx.path().startsWith("/api/") || !SAFE.contains(ctx.method().name())) {
        ctx.header("WWW-Authenticate", "Bearer");
        throw new Problem(401, "no-token", "send 'Authorization: Bearer TOKEN', or log in");
      }
      ctx.redirect("/login", io.javalin.http.HttpStatus.SEE_OTHER);
      ctx.skipRemainingHandlers();
    }
  }

  private static void headers(Context ctx) {
    ctx.header(
        "Content-Security-Policy",
        "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("X-Frame-Options", "DENY");
    // Not no-referrer: that would make browsers hide the origin of our own forms.
    ctx.header("Referrer-Policy", "same-origin");
    ctx.header("Cross-Origin-Opener-Policy", "same-origin");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
  }

  /** Rebinding needs a name of the attacker's: an address can be none. */
  private void checkHost(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    if (!hosts.contains(name) && !ADDRESS.matcher(name).matches()) {
      throw new Problem(
          421, "foreign-host", "this console does not go by that name; console.hosts lists names");
    }
  }

  private static boolean bearer(@Nullable String header, Session session) {
    return header != null
        && header.startsWith("Bearer ")
        && session.isToken(header.substring("Bearer ".length()));
  }

  private static void checkOrigin(Context ctx, String host) {
    String origin = ctx.header("Origin");
    boolean own = origin != null && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host);
    boolean program = origin == null && ctx.header(CLIENT_HEADER) != null;
    if (!own && !program) {
      throw new Problem(
          403,
          "cross-site",
          "the request came from another site, or from a program without the header "
              + CLIENT_HEADER);
    }
  }
}
