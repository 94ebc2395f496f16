package io.sisom.console.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;

/**
 * A request before its body is read.
 *
 * @param path as it was sent, without the query
 */
record Asked(Request request, String method, String path) {
  static Asked of(Request request) {
    return new Asked(
        request,
        request.getMethod().toUpperCase(Locale.ROOT),
        String.valueOf(request.getHttpURI().getPath()));
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }

  /** The first cookie of that name. */
  Optional<String> cookie(String name) {
    return Request.getCookies(request).stream()
        .filter(it -> it.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst();
  }

  /** The address at the other end of the connection. */
  String remote() {
    return String.valueOf(Request.getRemoteAddr(request));
  }

  /** Whether the answer to a problem is a page, for people. */
  boolean forPeople() {
    return !path.startsWith("/api/") && !method.equals("HEAD");
  }
}
