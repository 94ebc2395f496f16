package io.sisom.web;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Reports the start and the end of each request to {@link ConnectionWatch}. */
final class WatchedRequests extends Handler.Wrapper {
  private final ConnectionWatch watch;

  WatchedRequests(ConnectionWatch watch) {
    this.watch = watch;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    watch.works(connection);
    Request.addCompletionListener(request, failure -> watch.awaits(connection));
    SecurityHeaders.put(response.getHeaders());
    return super.handle(request, response, callback);
  }
}
