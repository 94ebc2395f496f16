package io.sisom.console.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which paths there are, and which methods they take. */
final class RouteTable {
  private final List<Route> routes;

  RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /**
   * What answers; empty where nothing does.
   *
   * @param path as it was sent
   */
  Optional<Route> find(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    return at(path).stream().filter(it -> it.method().name().equals(asked)).findFirst();
  }

  /** The methods that a path takes, as the header Allow lists them; empty for an unknown path. */
  Optional<String> allowed(String path) {
    TreeSet<String> methods = new TreeSet<>();
    at(path).forEach(it -> methods.add(it.method().name()));
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    methods.add("OPTIONS");
    return Optional.of(String.join(", ", methods));
  }

  private List<Route> at(String path) {
    String[] parts = path.split("/", -1);
    List<Route> found = new ArrayList<>();
    for (Route route : routes) {
      if (matches(route.path().split("/", -1), parts)) {
        found.add(route);
      }
    }
    return found;
  }

  private static boolean matches(String[] route, String[] parts) {
    if (route.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      boolean any = route[i].startsWith("{");
      if (any ? parts[i].isEmpty() : !route[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }
}
