package io.sisom.console.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.sisom.console.Console;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.setting.SettingException;
import io.sisom.web.WebServer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the console over HTTP. */
public final class ConsoleServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConsoleServer.class);
  private static final byte[] OPENAPI = Resources.read("openapi.json");

  private final Javalin javalin;
  private final String host;
  private final LiveStream stream;

  private ConsoleServer(Javalin javalin, String host, LiveStream stream) {
    this.javalin = javalin;
    this.host = host;
    this.stream = stream;
  }

  /** Starts serving. */
  public static ConsoleServer start(
      Console console, FleetWatch fleet, ConsoleConfig config, Clock clock) {
    config.requireSafe();
    Optional<Sessions> sessions = config.token().map(it -> new Sessions(it, System::nanoTime));
    QueueActions actions = new QueueActions(console);
    LiveSections live = new LiveSections(actions, fleet, clock);
    LiveStream stream = LiveStream.start(live, fleet.config().listeners());
    List<Route> routes = new ArrayList<>(routes(actions, config, clock));
    routes.addAll(new LiveApi(live, stream, fleet.pictures()).routes());
    EpisodeActions episodes = new EpisodeActions(actions, fleet);
    routes.addAll(new EpisodesApi(episodes).routes());
    routes.addAll(new LivePage(episodes).routes());
    routes.addAll(new EpisodePages(episodes).routes());
    VersionActions versions = new VersionActions(actions);
    routes.addAll(new VersionsApi(versions).routes());
    routes.addAll(new ModelPages(versions).routes());
    routes.addAll(new LabelPage(actions, versions, clock).routes());
    TokenCheck tokens = new TokenCheck(sessions, new Attempts(System::nanoTime), console.metrics());
    routes.addAll(new EntryPages(tokens, sessions).routes());
    Guard guard = new Guard(config, sessions, tokens, new RouteTable(routes));
    Javalin javalin = Javalin.create(c -> configure(c, ConsoleWeb.of(config, guard), routes));
    try {
      javalin.start(config.host(), config.port());
      return new ConsoleServer(javalin, config.host(), stream);
    } catch (JavalinBindException e) {
      stream.close();
      throw new SettingException(
          "console.port",
          config.port(),
          "cannot be bound on %s (is it in use?); choose another, or 0 for a free one"
              .formatted(config.host()));
    }
  }

  private static List<Route> routes(QueueActions actions, ConsoleConfig config, Clock clock) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(new QueueApi(actions, clock).routes());
    routes.addAll(new FramesApi(actions).routes());
    routes.addAll(new ExplanationApi(actions).routes());
    routes.addAll(new ExchangeApi(actions, config).routes());
    routes.add(
        Route.get(
            "/api/v1/openapi.json", ctx -> ctx.contentType("application/json").result(OPENAPI)));
    routes.addAll(StaticFiles.routes());
    return routes;
  }

  private static void configure(JavalinConfig c, WebServer web, List<Route> routes) {
    web.configure(c);
    for (Route route : routes) {
      c.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
    c.routes.exception(Problem.class, (problem, ctx) -> answer(ctx, problem));
    c.routes.exception(HttpResponseException.class, (e, ctx) -> answer(ctx, ofJavalin(e)));
    c.routes.exception(
        Exception.class,
        (e, ctx) -> {
          log.atError()
              .addKeyValue("method", ctx.method())
              .addKeyValue("path", ctx.path())
              .setCause(e)
              .log("a request failed");
          answer(ctx, new Problem(500, "failed", "the console failed; its log says why"));
        });
  }

  private static Problem ofJavalin(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 ->
          new Problem(404, "no-such-path", "there is nothing here; see /api/v1/openapi.json");
      case 413 -> new Problem(413, "too-large", "the body is too large");
      default -> new Problem(e.getStatus(), "refused", "the request cannot be served");
    };
  }

  private static void answer(Context ctx, Problem problem) {
    if (ctx.path().startsWith("/api/") || ctx.method().equals(HandlerType.HEAD)) {
      problem.answer(ctx);
    } else {
      EntryPages.problem(ctx, problem);
    }
  }

  /** Methods and paths that are served, as {@code GET /path}. */
  List<String> served() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint.method.name() + " " + parsed.endpoint.path)
        .toList();
  }

  /** Browsers that follow the live page. */
  int listeners() {
    return stream.listeners();
  }

  /** The port in use. */
  public int port() {
    return javalin.port();
  }

  /** Where a browser finds it. */
  public String url() {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
  }

  @Override
  public void close() {
    stream.close();
    javalin.stop();
  }
}
