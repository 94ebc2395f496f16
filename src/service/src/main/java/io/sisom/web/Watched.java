package io.sisom.web;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells the watch when a request begins and when it has been answered. */
final class Watched extends Handler.Wrapper {
  private final ConnectionWatch watch;

  Watched(ConnectionWatch watch) {
    this.watch = watch;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    watch.works(connection);
    Request.addCompletionListener(request, failure -> watch.awaits(connection));
    SafeHeaders.put(response.getHeaders());
    return super.handle(request, response, callback);
  }
}
