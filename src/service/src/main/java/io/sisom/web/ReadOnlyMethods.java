package io.sisom.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses every request whose method could change something, whatever its path. */
public final class ReadOnlyMethods extends Handler.Wrapper {
  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD")) {
      return super.handle(request, response, callback);
    }
    response.getHeaders().put(HttpHeader.ALLOW, ALLOWED);
    if (method.equals("OPTIONS")) {
      response.setStatus(204);
      callback.succeeded();
    } else {
      Response.writeError(request, response, callback, 405);
    }
    return true;
  }
}
