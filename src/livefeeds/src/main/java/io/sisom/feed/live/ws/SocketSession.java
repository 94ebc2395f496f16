package io.sisom.feed.live.ws;

import io.sisom.feed.live.SessionEnd;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection of a WebSocket, from the handshake to its end. */
public final class SocketSession {
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(5);
  private static final long MAX_SILENCE_NANOS = Duration.ofSeconds(20).toNanos();
  private static final List<Integer> UNAUTHORIZED = List.of(401, 403);

  private final SocketAddress address;
  private final List<String> protocols;
  private final int maxBytes;

  /**
   * To an address.
   *
   * @param protocols subprotocols that are offered, the liked ones first; none offers none
   * @param maxBytes of a message; longer ones are passed over
   */
  public SocketSession(SocketAddress address, List<String> protocols, int maxBytes) {
    this.address = address;
    this.protocols = List.copyOf(protocols);
    this.maxBytes = maxBytes;
  }

  /**
   * Connects and returns when the connection has ended.
   *
   * @throws InterruptedException where the thread is told to stop; the connection is cut
   */
  public SessionEnd run(SocketHandler handler) throws InterruptedException {
    SocketListener listener = new SocketListener(handler, maxBytes);
    WebSocket socket;
    try {
      socket = builder().buildAsync(address.uri(), listener).get();
    } catch (ExecutionException e) {
      return ofHandshake(e.getCause() == null ? e : e.getCause());
    }
    try {
      return watch(socket, listener);
    } finally {
      socket.abort();
    }
  }

  private WebSocket.Builder builder() {
    WebSocket.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .build()
            .newWebSocketBuilder()
            .connectTimeout(CONNECTING);
    if (!protocols.isEmpty()) {
      builder.subprotocols(
          protocols.get(0), protocols.subList(1, protocols.size()).toArray(String[]::new));
    }
    if (!address.user().isEmpty()) {
      byte[] pair = (address.user() + ":" + address.password()).getBytes(StandardCharsets.UTF_8);
      builder.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    } else if (!address.token().isEmpty()) {
      builder.header("Authorization", "Bearer " + address.token());
    }
    return builder;
  }

  private static SessionEnd ofHandshake(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof WebSocketHandshakeException handshake) {
        int status = handshake.getResponse().statusCode();
        return UNAUTHORIZED.contains(status)
            ? new SessionEnd.Unwanted(
                "the server does not let us in (HTTP "
                    + status
                    + "); check SISOM_FEED_USER and SISOM_FEED_PASSWORD, or SISOM_FEED_TOKEN")
            : new SessionEnd.Lost("the server is no WebSocket of this kind (HTTP " + status + ")");
      }
    }
    return new SessionEnd.Lost("no connection (" + words(thrown) + ")");
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    return thrown.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  /** A peer that is gone without a word is noticed by pings that nothing answers. */
  @SuppressWarnings("FutureReturnValueIgnored") // a ping that fails is one that is not answered
  private static SessionEnd watch(WebSocket socket, SocketListener listener)
      throws InterruptedException {
    CompletableFuture<SessionEnd> ended = listener.ended();
    while (true) {
      try {
        return ended.get(BETWEEN_PINGS.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (listener.silentNanos() > MAX_SILENCE_NANOS) {
          return new SessionEnd.Lost("nothing came for 20 s, no answer to a ping either");
        }
        socket.sendPing(ByteBuffer.allocate(0));
      } catch (ExecutionException | CompletionException e) {
        return new SessionEnd.Lost(words(e.getCause() == null ? e : e.getCause()));
      }
    }
  }
}
