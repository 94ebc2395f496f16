package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Command;
import io.sisom.queue.Entry;
import io.sisom.queue.Lease;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueFigures;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Pages that work without JavaScript: one frame after another, labeled or skipped. */
final class Pages {
  private static final String ANNOTATOR_COOKIE = "sisom_annotator";
  private static final Duration REMEMBERED = Duration.ofDays(180);
  private static final Template PAGE = Template.of("page.html");
  private static final Template LOGIN = Template.of("login.html");
  private static final Template NAME = Template.of("name.html");
  private static final Template EMPTY = Template.of("empty.html");
  private static final Template FRAME = Template.of("frame.html");
  private static final Template PROBLEM = Template.of("problem.html");
  private static final byte[] STYLE = Template.resource("console.css");
  private static final Template BUTTON =
      Template.inline("<button name=\"label\" value=\"{{label}}\">{{label}}</button>");
  private static final Template UNDO =
      Template.inline(
          """
          <form method="post" action="/undo">
          <input type="hidden" name="frameId" value="{{frameId}}">
          <button>Take back what I said last</button>
          </form>
          """);

  private final Desk desk;
  private final Guard guard;
  private final Clock clock;

  Pages(Desk desk, Guard guard, Clock clock) {
    this.desk = desk;
    this.guard = guard;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", this::frame),
        Route.get("/annotator", ctx -> page(ctx, "Who labels?", name(ctx))),
        Route.get("/login", ctx -> login(ctx, "")),
        Route.get("/console.css", ctx -> ctx.contentType("text/css; charset=utf-8").result(STYLE)),
        Route.post("/annotator", this::takeName),
        Route.post("/login", this::takeToken),
        Route.post("/answer", this::answer),
        Route.post("/skip", this::skip),
        Route.post("/undo", this::undo));
  }

  private static void page(Context ctx, String title, Markup content) {
    Markup page = PAGE.fill(Map.of("title", title, "content", content));
    ctx.contentType("text/html; charset=utf-8").result(page.html());
  }

  /** A problem as a page, for requests that are not the interface's. */
  static void problem(Context ctx, Problem problem) {
    ctx.status(problem.status());
    page(ctx, "Problem", PROBLEM.fill(Map.of("message", problem.detail())));
  }

  private void login(Context ctx, String message) {
    page(ctx, "Log in", LOGIN.fill(Map.of("message", message)));
  }

  private void takeToken(Context ctx) {
    String given = Body.form(ctx).find("token").orElse("");
    Optional<Session> session = guard.session();
    if (session.isPresent() && !session.get().isToken(given)) {
      ctx.status(HttpStatus.FORBIDDEN);
      login(ctx, "That is not the token.");
      return;
    }
    session.ifPresent(
        it -> setCookie(ctx, Session.COOKIE, it.issue(), (int) Session.LENGTH.toSeconds()));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private static void setCookie(Context ctx, String name, String value, int seconds) {
    boolean secure = ctx.scheme().equals("https");
    ctx.cookie(new Cookie(name, value, "/", seconds, secure, true, null, SameSite.STRICT));
  }

  private Markup name(Context ctx) {
    return NAME.fill(Map.of("annotator", annotator(ctx).orElse("")));
  }

  private void takeName(Context ctx) {
    String annotator = Body.form(ctx).annotator();
    String value =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(annotator.getBytes(StandardCharsets.UTF_8));
    setCookie(ctx, ANNOTATOR_COOKIE, value, (int) REMEMBERED.toSeconds());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private static Optional<String> annotator(Context ctx) {
    String cookie = ctx.cookie(ANNOTATOR_COOKIE);
    if (cookie == null) {
      return Optional.empty();
    }
    try {
      String name = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8);
      return io.sisom.queue.Names.annotator(name);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String needed(Context ctx) {
    return annotator(ctx)
        .orElseThrow(() -> Problem.badRequest("say first who labels, at /annotator"));
  }

  private void frame(Context ctx) {
    Optional<String> annotator = annotator(ctx);
    if (annotator.isEmpty()) {
      page(ctx, "Who labels?", name(ctx));
      return;
    }
    String who = annotator.get();
    Optional<Entry> entry = held(who).or(() -> next(who));
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    QueueFigures figures = desk.read(queue -> queue.figures(today));
    Map<String, Object> values = new HashMap<>();
    values.put("annotator", who);
    values.put("labels", figures.work().getOrDefault(who, new QueueFigures.Work(0, 0)).labels());
    values.put("waiting", figures.waiting());
    values.put("undo", undoButton(who));
    if (entry.isEmpty()) {
      page(ctx, "Nothing to label", EMPTY.fill(values));
    } else {
      values.putAll(shown(entry.get(), who));
      page(ctx, "Label", FRAME.fill(values));
    }
  }

  private Optional<Entry> held(String annotator) {
    return desk.read(queue -> queue.leasedTo(annotator)).stream().findFirst();
  }

  private Optional<Entry> next(String annotator) {
    return desk.ask(new Command.Next(annotator)) instanceof Outcome.Leased leased
        ? Optional.of(leased.entry())
        : Optional.empty();
  }

  private Markup undoButton(String annotator) {
    return desk.read(queue -> queue.saidLast(annotator))
        .map(frameId -> UNDO.fill(Map.of("frameId", frameId)))
        .orElse(Markup.NONE);
  }

  private Map<String, Object> shown(Entry entry, String annotator) {
    StringBuilder buttons = new StringBuilder();
    desk.labels()
        .keySet()
        .forEach(label -> buttons.append(BUTTON.fill(Map.of("label", label)).html()));
    Map<String, Object> values = new HashMap<>();
    values.put("message", "");
    values.put("frameId", entry.frameId());
    values.put("picture", FrameJson.picture(entry.frameId()));
    values.put("buttons", new Markup(buttons.toString()));
    values.put("sensorId", entry.candidate().score().getSensorId());
    values.put("capturedAt", entry.candidate().score().getCapturedAt());
    values.put("predicted", entry.candidate().score().getPredicted());
    values.put("outerLabel", Objects.requireNonNullElse(entry.candidate().outerLabel(), "none"));
    values.put("pValue", short4(entry.candidate().score().getPValue()));
    values.put("ratio", short4(entry.candidate().score().getRatio()));
    values.put("energy", short4(entry.candidate().score().getEnergy()));
    values.put(
        "until", entry.leaseOf(annotator).map(Lease::until).map(Instant::toString).orElse(""));
    return values;
  }

  private static String short4(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }

  private void answer(Context ctx) {
    Body form = Body.form(ctx);
    desk.answer(needed(ctx), form.frameId(), form.label());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void skip(Context ctx) {
    Body form = Body.form(ctx);
    desk.ask(new Command.Decline(needed(ctx), form.frameId(), QueueApi.reason(form)));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void undo(Context ctx) {
    Body form = Body.form(ctx);
    desk.ask(new Command.Undo(needed(ctx), Optional.of(form.frameId())));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
