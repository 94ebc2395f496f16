package io.sisom.feed.live.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.sisom.feed.FeedException;
import io.sisom.feed.live.LiveFeed;
import io.sisom.web.ClientTimeouts;
import io.sisom.web.WebServer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /v1/frames?sensor=NAME}: a JPEG or PNG, or JSON with one in base64, becomes a frame.
 * 201 with its id when the broker has it; 200 where it was fed before; 202 where it is left out by
 * choice; 401 without the token; 409 where another picture has its id; 413 where it is too long;
 * 422 where it is no picture; 429 with {@code Retry-After} where more comes than is taken, or the
 * broker takes too long.
 */
public final class FrameGateway implements AutoCloseable {
  private static final String PATH = "/v1/frames";
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Javalin javalin;

  private FrameGateway(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts it.
   *
   * @throws FeedException where it cannot listen there
   */
  public static FrameGateway start(GatewayChoice choice, LiveFeed feed, Clock clock) {
    FrameRequests requests = new FrameRequests(feed, choice.pictures(), clock);
    WebServer web =
        new WebServer(
            choice.host(),
            choice.port(),
            choice.maxBytes(),
            request -> false,
            List.of(new GatewayGate(choice)),
            List.of(),
            ClientTimeouts.USUAL);
    Javalin javalin =
        Javalin.create(
            c -> {
              web.configure(c);
              c.routes.post(PATH, ctx -> take(ctx, requests));
            });
    try {
      return new FrameGateway(javalin.start(choice.host(), choice.port()));
    } catch (JavalinBindException e) {
      throw new FeedException(
          "port "
              + choice.port()
              + " of "
              + choice.host()
              + " is taken; choose another with --port");
    }
  }

  private static void take(Context ctx, FrameRequests requests) throws Exception {
    FrameRequests.Given given =
        new FrameRequests.Given(text(ctx, "sensor"), text(ctx, "frameId"), text(ctx, "capturedAt"));
    GatewayAnswer answer;
    try {
      answer =
          requests.take(given, ctx.bodyAsBytes()).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer = new GatewayAnswer(429, "", "the broker takes long; send it again");
      ctx.header("Retry-After", "5");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    ctx.status(answer.status());
    ctx.contentType("application/json");
    ctx.result(
        JSON.writeValueAsString(
                JSON.createObjectNode()
                    .put("frameId", answer.frameId())
                    .put("detail", answer.words()))
            + "\n");
  }

  private static String text(Context ctx, String name) {
    String given = ctx.queryParam(name);
    return given == null ? "" : given;
  }

  /** The port in use. */
  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    javalin.stop();
  }
}
