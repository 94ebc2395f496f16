package io.sisom.console.http;

import io.javalin.http.Context;
import java.util.Optional;

/**
 * What the guard found out about a request.
 *
 * @param client who asks
 * @param session that the browser brought; empty where it brought none or none is needed
 * @param route that answers
 */
record Visit(Proxies.Client client, Optional<Sessions.Session> session, Route route) {
  /** The name under which a request holds it. */
  static final String ATTRIBUTE = "io.sisom.visit";

  static Visit of(Context ctx) {
    Visit visit = ctx.attribute(ATTRIBUTE);
    if (visit == null) {
      throw new IllegalStateException("every request passes the guard");
    }
    return visit;
  }
}
