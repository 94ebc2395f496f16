package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Template.Markup;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Before one may label: the token, where one is asked for, and a name. And what went wrong. */
final class EntryPages {
  private static final Template LOGIN = Template.of("login.html");
  private static final Template NAME = Template.of("name.html");
  private static final Template PROBLEM = Template.of("problem.html");

  private final Guard guard;

  EntryPages(Guard guard) {
    this.guard = guard;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/annotator", EntryPages::askName),
        Route.get("/login", ctx -> login(ctx, "")),
        Route.post("/annotator", this::takeName),
        Route.post("/login", this::takeToken));
  }

  /** Asks who labels. */
  static void askName(Context ctx) {
    Markup name = NAME.fill(Map.of("annotator", Visitor.annotator(ctx).orElse("")));
    Layout.plain(Section.LABEL, "Who labels?").send(ctx, name);
  }

  /** A problem as a page, for requests that are not the interface's. */
  static void problem(Context ctx, Problem problem) {
    ctx.status(problem.status());
    Layout.plain(Section.LABEL, "Problem")
        .send(ctx, PROBLEM.fill(Map.of("message", problem.detail())));
  }

  private void login(Context ctx, String message) {
    Layout.plain(Section.LABEL, "Log in").send(ctx, LOGIN.fill(Map.of("message", message)));
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
        it -> Visitor.setCookie(ctx, Session.COOKIE, it.issue(), (int) Session.LENGTH.toSeconds()));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void takeName(Context ctx) {
    Visitor.remember(ctx, Body.form(ctx).annotator());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
