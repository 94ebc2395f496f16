package io.sisom.console.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing the server answers.
 *
 * @param method of the request
 * @param path parameters in braces
 * @param cost of answering
 * @param open whether it answers those who have not logged in
 * @param handler answers
 */
record Route(HandlerType method, String path, Cost cost, boolean open, Handler handler) {
  /** What an answer costs. */
  enum Cost {
    /** Memory, or a small answer. */
    LIGHT,
    /** Look-ups on Kafka, pictures, or an answer that may be large: few at once. */
    HEAVY,
    /** A large file comes or goes: fewer, and its body is read as it comes. */
    FILE
  }

  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, Cost.LIGHT, false, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, Cost.LIGHT, false, handler);
  }

  Route costs(Cost newCost) {
    return new Route(method, path, newCost, open, handler);
  }

  /** The same for everybody. */
  Route toAll() {
    return new Route(method, path, cost, true, handler);
  }
}
