package io.sisom.feed.live.ws;

import io.sisom.feed.live.SessionEnd;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers messages of the JDK's WebSocket, which come in pieces, and hands on whole ones. Asks for
 * the next piece when the last is dealt with, so a fast sender waits in its own connection.
 */
final class SocketListener implements WebSocket.Listener, SocketSender {
  private static final Logger log = LoggerFactory.getLogger(SocketListener.class);

  private final SocketHandler handler;
  private final int maxBytes;
  private final Gathered message;
  private final CompletableFuture<SessionEnd> ended = new CompletableFuture<>();
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private volatile long heardNanos = System.nanoTime();
  private volatile @Nullable WebSocket socket;

  SocketListener(SocketHandler handler, int maxBytes) {
    this.handler = handler;
    this.maxBytes = maxBytes;
    this.message = new Gathered(maxBytes);
  }

  CompletableFuture<SessionEnd> ended() {
    return ended;
  }

  long silentNanos() {
    return System.nanoTime() - heardNanos;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    handle(opened, () -> handler.opened(this, opened.getSubprotocol()));
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
    return piece(from, StandardCharsets.UTF_8.encode(piece.toString()), last, true);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer piece, boolean last) {
    return piece(from, piece, last, false);
  }

  private @Nullable CompletionStage<?> piece(
      WebSocket from, ByteBuffer piece, boolean last, boolean text) {
    heardNanos = System.nanoTime();
    message.add(piece);
    if (!last) {
      from.request(1);
      return null;
    }
    Optional<byte[]> whole = message.take();
    handle(
        from,
        () -> {
          if (whole.isEmpty()) {
            handler.tooLong(maxBytes);
          } else if (text) {
            handler.text(whole.get());
          } else {
            handler.binary(whole.get());
          }
        });
    return null;
  }

  /** The JDK swallows what a listener throws; here it ends the connection and is told. */
  private void handle(WebSocket from, Runnable task) {
    try {
      task.run();
      from.request(1);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a message of a live feed failed");
      ended.completeExceptionally(e);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer content) {
    heardNanos = System.nanoTime();
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    ended.complete(new SessionEnd.Lost("the server ended the connection (code " + status + ")"));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended.complete(
        new SessionEnd.Lost("the connection broke off (" + error.getClass().getSimpleName() + ")"));
  }

  @Override
  public synchronized void send(String text) {
    WebSocket to = socket;
    if (to == null) {
      return;
    }
    sending =
        sending
            .thenCompose(before -> to.sendText(text, true))
            .whenComplete(
                (sent, failure) -> {
                  if (failure != null) {
                    ended.complete(new SessionEnd.Lost("nothing can be sent any more"));
                  }
                });
  }

  @Override
  public void unwanted(String reason) {
    ended.complete(new SessionEnd.Unwanted(reason));
  }
}
