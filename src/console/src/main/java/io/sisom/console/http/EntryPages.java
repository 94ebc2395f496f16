package io.sisom.console.http;

import gg.jte.Content;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import java.util.List;
import java.util.Optional;

/** Before one may label: the token, where one is asked for, and a name. And what went wrong. */
final class EntryPages {
  private final TokenCheck tokens;
  private final Optional<Sessions> sessions;

  EntryPages(TokenCheck tokens, Optional<Sessions> sessions) {
    this.tokens = tokens;
    this.sessions = sessions;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/annotator", EntryPages::askName),
        Route.get("/login", ctx -> login(ctx, "")).toAll(),
        Route.post("/annotator", this::takeName),
        Route.post("/login", this::takeToken).toAll(),
        Route.post("/logout", this::logOut).toAll());
  }

  /** Asks who labels. */
  static void askName(Context ctx) {
    Layout.plain(Section.LABEL, "Who labels?")
        .send(ctx, Pages.of("name", Visitor.annotator(ctx).orElse("")));
  }

  /** A problem as a page, for requests that are not the interface's. */
  static void problem(Context ctx, Problem problem) {
    problem.headers().forEach(ctx::header);
    ctx.status(problem.status());
    Layout.html(ctx, page(problem));
  }

  static Content page(Problem problem) {
    return Layout.plain(Section.LABEL, "Problem")
        .page(Pages.of("problem", problem.detail()), false);
  }

  private void login(Context ctx, String message) {
    Layout.plain(Section.LABEL, "Log in").send(ctx, Pages.of("login", message));
  }

  private void takeToken(Context ctx) {
    String given = Body.form(ctx).find("token").orElse("");
    if (!tokens.isToken(given, Visit.of(ctx).client())) {
      ctx.status(HttpStatus.FORBIDDEN);
      login(ctx, "That is not the token.");
      return;
    }
    sessions.ifPresent(
        it -> {
          Visit.of(ctx).session().ifPresent(it::end);
          SessionCookie.give(ctx, it.begin());
        });
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void logOut(Context ctx) {
    sessions.ifPresent(it -> Visit.of(ctx).session().ifPresent(it::end));
    SessionCookie.take(ctx);
    ctx.redirect("/login", HttpStatus.SEE_OTHER);
  }

  private void takeName(Context ctx) {
    Visitor.remember(ctx, Body.form(ctx).annotator());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
