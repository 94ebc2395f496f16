package io.sisom.feed.live.ros;

import io.javalin.Javalin;
import io.javalin.websocket.WsContext;
import io.sisom.testkit.FreePort;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A WebSocket server of our own for tests, which does as it is told and can be broken off. */
final class RobotServer implements AutoCloseable {
  private final int port = FreePort.next();
  private final Consumer<WsContext> greeting;
  private final BiConsumer<WsContext, String> answer;
  private final List<WsContext> open = new CopyOnWriteArrayList<>();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private Javalin javalin;

  RobotServer(Consumer<WsContext> greeting, BiConsumer<WsContext, String> answer) {
    this.greeting = greeting;
    this.answer = answer;
    this.javalin = start();
  }

  private Javalin start() {
    return Javalin.create(
            c -> {
              c.startup.showJavalinBanner = false;
              c.routes.wsBeforeUpgrade(
                  "/locked",
                  ctx -> {
                    String expected =
                        "Basic "
                            + Base64.getEncoder()
                                .encodeToString("us:pass".getBytes(StandardCharsets.UTF_8));
                    if (!expected.equals(ctx.header("Authorization"))) {
                      throw new io.javalin.http.UnauthorizedResponse();
                    }
                  });
              for (String path : List.of("/", "/locked")) {
                c.routes.ws(
                    path,
                    ws -> {
                      ws.onConnect(
                          ctx -> {
                            open.add(ctx);
                            greeting.accept(ctx);
                          });
                      ws.onMessage(
                          ctx -> {
                            heard.add(ctx.message());
                            answer.accept(ctx, ctx.message());
                          });
                      ws.onClose(ctx -> open.remove(ctx));
                    });
              }
            })
        .start("127.0.0.1", port);
  }

  String url() {
    return "ws://127.0.0.1:" + port;
  }

  /** What clients have said. */
  List<String> heard() {
    return List.copyOf(heard);
  }

  int connections() {
    return open.size();
  }

  void text(String message) {
    open.forEach(it -> it.send(message));
  }

  void binary(ByteBuffer message) {
    open.forEach(it -> it.send(message.duplicate()));
  }

  /** Breaks every connection off and is away. */
  void stop() {
    javalin.stop();
    open.clear();
  }

  /** Is back. */
  void again() {
    javalin = start();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
