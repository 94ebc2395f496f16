package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Command;
import io.sisom.queue.Entry;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueFigures;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One frame after another, labeled or skipped. Works without JavaScript; better with. */
final class LabelPage {
  private static final Template LABEL = Template.of("label.html");
  private static final Template STATUS = Template.of("label-status.html");
  private static final Template EMPTY = Template.of("label-empty.html");
  private static final Template UNDO = Template.of("label-undo.html");

  private final Desk desk;
  private final Clock clock;

  LabelPage(Desk desk, Clock clock) {
    this.desk = desk;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/", this::frame),
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
    Optional<Entry> entry = held(who).or(() -> next(who));
    Markup card =
        entry
            .map(it -> FrameCard.of(it, who, desk.labels().keySet()))
            .orElseGet(() -> EMPTY.fill(Map.of()));
    Layout layout =
        Layout.plain(Section.LABEL, "Label").with(status(who)).with("label.css", "label.js");
    layout.send(ctx, LABEL.fill(Map.of("annotator", who, "card", card, "undo", undoButton(who))));
  }

  private Markup status(String who) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    QueueFigures figures = desk.read(queue -> queue.figures(today));
    int labels = figures.work().getOrDefault(who, new QueueFigures.Work(0, 0)).labels();
    return STATUS.fill(Map.of("annotator", who, "labels", labels, "waiting", figures.waiting()));
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

  private void answer(Context ctx) {
    Body form = Body.form(ctx);
    desk.answer(Visitor.needed(ctx), form.frameId(), form.label());
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void skip(Context ctx) {
    Body form = Body.form(ctx);
    desk.ask(new Command.Decline(Visitor.needed(ctx), form.frameId(), QueueApi.reason(form)));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void undo(Context ctx) {
    Body form = Body.form(ctx);
    desk.ask(new Command.Undo(Visitor.needed(ctx), Optional.of(form.frameId())));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
