package io.sisom.feed.live.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Decides before a body is read, and so before memory is taken for it, whether a request is let in:
 * its token, its length, and room for it among all that are under way.
 */
final class GatewayGate extends Handler.Wrapper {
  private static final String SCHEME = "Bearer ";
  private static final String RETRY_SECONDS = "1";

  private final byte[] token;
  private final int maxBytes;
  private final long roomBytes;
  private final AtomicLong taken = new AtomicLong();

  GatewayGate(GatewayChoice choice) {
    this.token = choice.token().getBytes(StandardCharsets.UTF_8);
    this.maxBytes = choice.maxBytes();
    this.roomBytes = Math.max(choice.roomBytes(), choice.maxBytes());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isLetIn(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      return answer(401, request, response, callback);
    }
    long length = request.getLength();
    if (length > maxBytes) {
      return answer(413, request, response, callback);
    }
    long needed = length < 0 ? maxBytes : length;
    if (taken.addAndGet(needed) > roomBytes) {
      taken.addAndGet(-needed);
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
      return answer(429, request, response, callback);
    }
    Request.addCompletionListener(request, failure -> taken.addAndGet(-needed));
    return super.handle(request, response, callback);
  }

  /** Compares in a time that tells nothing of where they differ. */
  private boolean isLetIn(Request request) {
    String shown = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return shown != null
        && shown.startsWith(SCHEME)
        && MessageDigest.isEqual(
            token, shown.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
  }

  private static boolean answer(int status, Request request, Response response, Callback callback) {
    Response.writeError(request, response, callback, status);
    return true;
  }
}
