package io.sisom.web;

import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole body of a request before passing the request on, without occupying a thread
 * meanwhile: a slow body costs a connection and its bytes, no more. A body that is too large is
 * refused.
 */
final class BodyBuffer extends Handler.Wrapper {
  private static final Logger log = LoggerFactory.getLogger(BodyBuffer.class);

  private final ConnectionWatch watch;
  private final int most;
  private final Predicate<Request> streamed;

  /**
   * Over the handlers behind it.
   *
   * @param most bytes of a body
   * @param streamed requests whose handler reads the body as it comes
   */
  BodyBuffer(ConnectionWatch watch, int most, Predicate<Request> streamed) {
    this.watch = watch;
    this.most = most;
    this.streamed = streamed;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!hasBody(request) || streamed.test(request)) {
      return super.handle(request, response, callback);
    }
    if (request.getLength() > most) {
      Response.writeError(request, response, callback, 413);
      return true;
    }
    Connection connection = request.getConnectionMetaData().getConnection();
    watch.awaits(connection);
    Content.Source.asByteArrayAsync(request, most)
        .whenComplete(
            (body, failure) -> {
              watch.works(connection);
              if (failure == null) {
                handOn(new Whole(request, body), response, callback);
              } else {
                Response.writeError(request, response, callback, status(failure));
              }
            });
    return true;
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0
        || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        || request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > 0;
  }

  private static int status(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof IllegalStateException) {
      return 413;
    }
    return cause instanceof java.util.concurrent.TimeoutException ? 408 : 400;
  }

  private void handOn(Request whole, Response response, Callback callback) {
    try {
      if (!super.handle(whole, response, callback)) {
        Response.writeError(whole, response, callback, 404);
      }
    } catch (Exception e) {
      log.atError().setCause(e).log("a request failed");
      Response.writeError(whole, response, callback, 500);
    }
  }

  /** The request with its body at hand. */
  private static final class Whole extends Request.Wrapper {
    private final ByteBufferContentSource body;

    Whole(Request request, byte[] body) {
      super(request);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(body));
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable task) {
      body.demand(task);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }
  }
}
