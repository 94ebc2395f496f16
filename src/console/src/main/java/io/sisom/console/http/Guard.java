package io.sisom.console.http;

import io.sisom.console.ConsoleConfig;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks at every request before its body is read: whether the browser reached this host and no
 * other name for it (DNS rebinding), whether there is such a thing, whether it may, and whether a
 * page of ours sent it (cross-site requests).
 */
final class Guard {
  /** A header that no other site's form or picture can send. */
  static final String CLIENT_HEADER = "X-Sisom-Client";

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");
  private static final Set<String> SAFE = Set.of("GET", "HEAD");
  private static final String BEARER = "bearer ";
  private static final int MOST_SHOWN = 100;

  private final Set<String> hosts = new HashSet<>(Set.of("localhost"));
  private final Optional<Sessions> sessions;
  private final Proxies proxies;
  private final TokenCheck tokens;
  private final RouteTable routes;

  Guard(ConsoleConfig config, Optional<Sessions> sessions, TokenCheck tokens, RouteTable routes) {
    hosts.add(config.host().toLowerCase(Locale.ROOT));
    config.hosts().forEach(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
    this.sessions = sessions;
    this.proxies = new Proxies(config.proxies());
    this.tokens = tokens;
    this.routes = routes;
  }

  /** What a request may. */
  sealed interface Admission {
    /** It comes in. */
    record In(Visit visit) implements Admission {}

    /** Its browser is to log in first. */
    record LogIn() implements Admission {}

    /** It only asked what it may ask. */
    record Told(String allowed) implements Admission {}
  }

  /** Refuses by an exception. */
  Admission admit(Asked asked) {
    String host = asked.header("Host").orElse("");
    checkHost(host);
    Optional<Route> route = routes.find(asked.method(), asked.path());
    if (route.isEmpty()) {
      return new Admission.Told(told(asked));
    }
    Proxies.Client client = client(asked);
    Optional<Sessions.Session> session =
        sessions.flatMap(it -> it.find(asked.cookie(SessionCookie.name(client)).orElse(null)));
    boolean bearer = session.isEmpty() && bearer(asked, client);
    if (sessions.isPresent() && session.isEmpty() && !bearer && !route.get().open()) {
      if (!asked.forPeople() || !SAFE.contains(asked.method())) {
        throw new Problem(401, "no-token", "send 'Authorization: Bearer TOKEN', or log in")
            .with("WWW-Authenticate", "Bearer");
      }
      return new Admission.LogIn();
    }
    if (!SAFE.contains(asked.method()) && !bearer) {
      checkOrigin(asked, host, client);
    }
    return new Admission.In(new Visit(client, session, route.get()));
  }

  private String told(Asked asked) {
    String allowed =
        routes
            .allowed(asked.path())
            .orElseThrow(
                () ->
                    new Problem(
                        404, "no-such-path", "there is nothing here; see /api/v1/openapi.json"));
    if (!asked.method().equals("OPTIONS")) {
      throw new Problem(405, "wrong-method", "this path takes " + allowed).with("Allow", allowed);
    }
    return allowed;
  }

  private Proxies.Client client(Asked asked) {
    return proxies.client(
        asked.remote(), asked.headers("X-Forwarded-For"), asked.headers("X-Forwarded-Proto"));
  }

  /** Rebinding needs a name of the attacker's: an address can be none. */
  private void checkHost(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
    if (!hosts.contains(name) && !ADDRESS.matcher(name).matches()) {
      throw new Problem(
          421,
          "foreign-host",
          "the request's Host is '%s', and this console does not go by that name; console.hosts lists names"
              .formatted(shown(host)));
    }
  }

  private boolean bearer(Asked asked, Proxies.Client client) {
    String header = asked.header("Authorization").orElse("");
    if (sessions.isEmpty() || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    return tokens.isToken(header.substring(BEARER.length()).strip(), client);
  }

  private static void checkOrigin(Asked asked, String host, Proxies.Client client) {
    Optional<String> origin = asked.header("Origin");
    String scheme = client.secure() ? "^https://" : "^https?://";
    boolean own =
        origin.isPresent() && origin.get().replaceFirst(scheme, "").equalsIgnoreCase(host);
    boolean program = origin.isEmpty() && asked.header(CLIENT_HEADER).isPresent();
    if (own || program) {
      return;
    }
    throw new Problem(
        403,
        "cross-site",
        origin
            .map(
                it ->
                    ("the request's Origin is '%s' and its Host is '%s': it came from another site, or"
                            + " through a proxy that does not pass Host on (nginx: proxy_set_header Host"
                            + " $http_host, and the name in console.hosts; see docs/console.md)")
                        .formatted(shown(it), shown(host)))
            .orElse(
                "the request has no Origin, as another site's may, nor the header "
                    + CLIENT_HEADER
                    + ", which programs send"));
  }

  /** What a client sent, as a message may show it. */
  private static String shown(String text) {
    String plain = text.replaceAll("[^\\x21-\\x7e]", "?");
    return plain.length() <= MOST_SHOWN ? plain : plain.substring(0, MOST_SHOWN) + "...";
  }
}
