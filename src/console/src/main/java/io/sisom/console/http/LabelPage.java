package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Command;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.QueueFigures;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One frame after another, labeled or skipped. Works without JavaScript; better with. */
final class LabelPage {
  private static final Template LABEL = Template.of("label.html");
  private static final Template STATUS = Template.of("label-status.html");
  private static final Template EMPTY = Template.of("label-empty.html");
  private static final Template CONTEXT = Template.of("label-context.html");
  private static final Template BUTTON =
      Template.inline("<button name=\"label\" value=\"{{label}}\">{{label}}</button>");
  private static final Markup HIDDEN = new Markup("hidden");
  private static final Template UNDO = Template.of("label-undo.html");

  private final QueueActions actions;
  private final Clock clock;
  private final FrameCard cards;

  LabelPage(QueueActions actions, Clock clock) {
    this.actions = actions;
    this.clock = clock;
    this.cards = new FrameCard(actions);
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
    Map<String, Object> values = new HashMap<>();
    values.put("annotator", who);
    values.put("card", entry.map(it -> cards.of(it, who)).orElseGet(() -> EMPTY.fill(Map.of())));
    values.put("frameId", entry.map(QueueEntry::frameId).orElse(""));
    values.put("burst", entry.map(it -> words(actions.burst(it, who).size())).orElse(words(0)));
    values.put("buttons", buttons());
    values.put("undo", undoButton(who));
    Layout layout =
        Layout.plain(Section.LABEL, "Label").with(status(who)).with("label.css", "label.js");
    layout.send(ctx, LABEL.fill(values));
  }

  private static String words(int others) {
    return others == 0 ? "no other frame" : others + " more";
  }

  private Markup buttons() {
    StringBuilder buttons = new StringBuilder();
    actions
        .labels()
        .keySet()
        .forEach(label -> buttons.append(BUTTON.fill(Map.of("label", label)).html()));
    return new Markup(buttons.toString());
  }

  /** The part of the page that is one frame's: the script fetches the next ones ahead. */
  private void card(Context ctx) {
    String who = Visitor.needed(ctx);
    Layout.html(ctx, cards.of(actions.entry(QueueApi.frameId(ctx)), who));
  }

  /** Alone for the script; as a page for those who have none. */
  private void context(Context ctx) {
    Markup strip = ContextStrip.of(FramesApi.around(actions, QueueApi.frameId(ctx)));
    if (ctx.header(Guard.CLIENT_HEADER) != null) {
      Layout.html(ctx, strip);
    } else {
      Layout.plain(Section.LABEL, "Before and after")
          .with("label.css")
          .send(ctx, CONTEXT.fill(Map.of("frames", strip)));
    }
  }

  private Markup status(String who) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    QueueFigures figures = actions.read(queue -> queue.figures(today));
    int labels = figures.work().getOrDefault(who, new QueueFigures.Work(0, 0)).labels();
    return STATUS.fill(Map.of("annotator", who, "labels", labels, "waiting", figures.waiting()));
  }

  private Optional<QueueEntry> held(String annotator) {
    return actions.read(queue -> queue.leasedTo(annotator)).stream().findFirst();
  }

  private Optional<QueueEntry> next(String annotator) {
    return actions.ask(new Command.Next(annotator)) instanceof Outcome.Leased leased
        ? Optional.of(leased.entry())
        : Optional.empty();
  }

  private Markup undoButton(String annotator) {
    Optional<String> last = actions.read(queue -> queue.lastFrameOf(annotator));
    Markup hidden = last.isPresent() ? Markup.NONE : HIDDEN;
    return UNDO.fill(Map.of("frameId", last.orElse(""), "hidden", hidden));
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
    actions.ask(new Command.Decline(Visitor.needed(ctx), form.frameId(), QueueApi.reason(form)));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }

  private void undo(Context ctx) {
    Body form = Body.form(ctx);
    actions.ask(new Command.Undo(Visitor.needed(ctx), Optional.of(form.frameId())));
    ctx.redirect("/", HttpStatus.SEE_OTHER);
  }
}
