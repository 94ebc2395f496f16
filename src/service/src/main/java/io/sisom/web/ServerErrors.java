package io.sisom.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The server's own error answers, for requests that reach no handler: those that are not HTTP, too
 * large, too slow, or too many. They are plain text or problem details (RFC 9457), have the headers
 * of every other answer, and reveal nothing of the request, the program, or the server's name.
 */
final class ServerErrors extends ErrorHandler {
  private static final String RETRY_SECONDS = "2";

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    HttpFields.Mutable headers = response.getHeaders();
    headers.remove(HttpHeader.CONTENT_LENGTH);
    SecurityHeaders.put(headers);
    if (status == 503) {
      headers.put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
    }
    byte[] body;
    if (String.valueOf(request.getHttpURI().getPath()).startsWith("/api/")) {
      headers.put(HttpHeader.CONTENT_TYPE, "application/problem+json");
      body = json(status);
    } else {
      headers.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
      body = plain(status);
    }
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    SecurityHeaders.put(fields);
    fields.put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    return ByteBuffer.wrap(plain(status));
  }

  private static byte[] plain(int status) {
    return (status + ": " + words(status) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] json(int status) {
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
        .formatted(title(status), status, words(status))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "bad-request";
      case 404 -> "no-such-path";
      case 408 -> "too-slow";
      case 413, 414, 431 -> "too-large";
      case 503 -> "busy";
      default -> "refused";
    };
  }

  private static String words(int status) {
    return switch (status) {
      case 400 -> "the request is not one that this server reads";
      case 404 -> "there is nothing here";
      case 408 -> "the request took too long to come";
      case 413 -> "the body is too large";
      case 414, 431 -> "the address or the headers are too large";
      case 500 -> "the server failed; its log says why";
      case 503 -> "more is asked than can be done; try again";
      default -> "the request cannot be served";
    };
  }
}
