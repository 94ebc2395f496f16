package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Route.Cost;
import io.sisom.queue.Command;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.QueueFigures;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One frame after another, labeled or skipped. Works without JavaScript; better with. */
final class LabelPage {
  private final QueueActions actions;
  private final VersionActions versions;
  private final Clock clock;

  LabelPage(QueueActions actions, VersionActions versions, Clock clock) {
    this.actions = actions;
    this.versions = versions;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", this::frame),
        Route.get("/label/card", this::card),
        Route.get("/label/context", this::context).costs(Cost.HEAVY),
        Route.post("/answer", this::answer),
        Route.post("/skip", this::skip),
        Route.post("/undo", this::undo));
  }

  private void frame(Context ctx) {
    Optional<String> annotator = Visitor.annotator(ctx);
    if (annotator.isEmpty()) {
      EntryPages.askName(ctx);
      return;
    }
    String who = annotator.get();
    Optional<QueueEntry> entry = held(who).or(() -> next(who));
    LabelView view =
        new LabelView(
            who,
            entry.map(it -> FrameCard.of(it, who, actions)),
            entry.map(QueueEntry::frameId).orElse(""),
            words(entry.map(it -> actions.burst(it, who).size()).orElse(0)),
            actions.labels().keySet(),
            actions.read(queue -> queue.lastFrameOf(who)),
            versions.progressOf(who));
    Layout.plain(Section.LABEL, "Label")
        .with(status(who))
        .with("label.css", "label.js")
        .send(ctx, Pages.of("label", view));
  }

  private static String words(int others) {
    return others == 0 ? "no other frame" : others + " more";
  }

  /** The part of the page that is one frame's: the script fetches the next ones ahead. */
  private void card(Context ctx) {
    String who = Visitor.needed(ctx);
    FrameCard card = FrameCard.of(actions.entry(QueueApi.frameId(ctx)), who, actions);
    Layout.html(ctx, Pages.of("card", card));
  }

  /** Alone for the script; as a page for those who have none. */
  private void context(Context ctx) {
    ContextStrip strip = ContextStrip.of(FramesApi.around(actions, QueueApi.frameId(ctx)));
    if (ctx.header(Guard.CLIENT_HEADER) != null) {
      Layout.html(ctx, Pages.of("contextStrip", strip));
    } else {
      Layout.plain(Section.LABEL, "Before and after")
          .with("label.css")
          .send(ctx, Pages.of("labelContext", strip));
    }
  }

  private LabelStatus status(String who) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    QueueFigures figures = actions.read(queue -> queue.figures(today));
    int labels = figures.work().getOrDefault(who, new QueueFigures.Work(0, 0)).labels();
    return new LabelStatus(who, labels, figures.waiting());
  }

  private Optional<QueueEntry> held(String annotator) {
    return actions.read(queue -> queue.leasedTo(annotator)).stream().findFirst();
  }

  private Optional<QueueEntry> next(String annotator) {
    return actions.ask(new Command.Next(annotator)) instanceof Outcome.Leased leased
        ? Optional.of(leased.entry())
        : Optional.empty();
  }

  private void answer(Context ctx) {
    Body form = Body.form(ctx);
    String label = form.find("label").or(() -> form.find("other")).map(Body::label).orElse("");
    if (label.isEmpty()) {
      throw Problem.badRequest("press a class, or write one into the field");
    } else if (form.find("burst").isPresent()) {
      actions.answerBurst(Visitor.needed(ctx), form.frameId(), label);
    } else {
      actions.answer(Visitor.needed(ctx), form.frameId(), label);
    }
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void skip(Context ctx) {
    Body form = Body.form(ctx);
    actions.decline(
        new Command.Decline(Visitor.needed(ctx), form.frameId(), QueueApi.reason(form)));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void undo(Context ctx) {
    Body form = Body.form(ctx);
    actions.ask(new Command.Undo(Visitor.needed(ctx), Optional.of(form.frameId())));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
