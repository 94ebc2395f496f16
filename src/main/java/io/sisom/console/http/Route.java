package io.sisom.console.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One thing the server answers.
 *
 * @param method of the request
 * @param path parameters in braces
 * @param handler answers
 */
record Route(HandlerType method, String path, Handler handler) {
  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }
}
