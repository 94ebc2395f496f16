package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;

/** How browsers keep what they are given. */
final class SessionCookie {
  private static final String NAME = "sisom_session";

  private SessionCookie() {}

  /** Over TLS a name that only this very host can have set, and not in the clear. */
  static String name(Proxies.Client client) {
    return client.secure() ? "__Host-" + NAME : NAME;
  }

  static void give(Context ctx, String value) {
    put(ctx, name(Visit.of(ctx).client()), value, (int) Sessions.LENGTH.toSeconds());
  }

  static void take(Context ctx) {
    put(ctx, name(Visit.of(ctx).client()), "", 0);
  }

  /** A cookie that no script reads and no other site sends. */
  static void put(Context ctx, String name, String value, int seconds) {
    boolean secure = Visit.of(ctx).client().secure();
    ctx.cookie(new Cookie(name, value, "/", seconds, secure, true, null, SameSite.STRICT));
  }
}
