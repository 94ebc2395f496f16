package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.json.AgreementJson;
import io.sisom.console.json.FrameJson;
import io.sisom.console.json.FramesJson;
import io.sisom.console.json.Json;
import io.sisom.console.json.StatsJson;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Lease;
import io.sisom.queue.Outcome;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.QueueFigures;
import io.sisom.queue.SkipReason;
import io.sisom.schema.ReferenceManifest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /api/v1/queue}: who labels what. */
final class QueueApi {
  private static final int MOST_LISTED = 1_000;

  private final QueueActions actions;
  private final Clock clock;

  QueueApi(QueueActions actions, Clock clock) {
    this.actions = actions;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/queue/candidates", this::candidates).costs(Cost.HEAVY),
        Route.get(
            "/api/v1/queue/frame", ctx -> json(ctx, FrameJson.of(actions.entry(frameId(ctx))))),
        Route.get("/api/v1/queue/leases", this::leases).costs(Cost.HEAVY),
        Route.get("/api/v1/queue/labels", this::labels).costs(Cost.HEAVY),
        Route.get("/api/v1/queue/stats", this::stats),
        Route.get("/api/v1/queue/agreement", this::agreement).costs(Cost.HEAVY),
        Route.post("/api/v1/queue/next", this::next),
        Route.post("/api/v1/queue/lease", this::lease),
        Route.post("/api/v1/queue/renew", this::renew),
        Route.post("/api/v1/queue/return", this::giveBack),
        Route.post("/api/v1/queue/answer", this::answer),
        Route.post("/api/v1/queue/answer-burst", this::answerBurst),
        Route.post("/api/v1/queue/skip", this::skip),
        Route.post("/api/v1/queue/undo", this::undo));
  }

  /** The classes, with how often each was given. */
  record LabelsJson(List<Count> labels) {
    /** One of them. */
    record Count(String label, int given) {}
  }

  /** A frame that someone may answer now. */
  record LeasedJson(FrameJson frame, Lease lease) {}

  /** What became of a frame; {@code repeated} where the same had been said before. */
  record DoneJson(FrameJson frame, boolean repeated) {}

  /** The frames that one answer was given to. */
  record BurstJson(List<String> frameIds) {}

  static void json(Context ctx, Object value) {
    ctx.contentType("application/json").result(Json.bytes(value));
  }

  static String frameId(Context ctx) {
    return Body.frameId(ctx.queryParam("frameId") == null ? "" : ctx.queryParam("frameId"));
  }

  private void candidates(Context ctx) {
    int limit = whole(ctx, "limit", 100, MOST_LISTED);
    int skip = whole(ctx, "skip", 0, Integer.MAX_VALUE);
    List<QueueEntry> ranked = actions.read(queue -> queue.ranked(skip, limit));
    json(ctx, FramesJson.of(ranked));
  }

  static int whole(Context ctx, String name, int otherwise, int most) {
    String given = ctx.queryParam(name);
    if (given == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest(name + " must be a whole number from 0 to " + most);
  }

  private void leases(Context ctx) {
    String given = ctx.queryParam("annotator");
    String annotator = Body.annotator(given == null ? "" : given);
    List<QueueEntry> held = actions.read(queue -> queue.leasedTo(annotator));
    json(ctx, FramesJson.of(held));
  }

  private void labels(Context ctx) {
    json(
        ctx,
        new LabelsJson(
            actions.labels().entrySet().stream()
                .map(it -> new LabelsJson.Count(it.getKey(), it.getValue()))
                .toList()));
  }

  private void stats(Context ctx) {
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    QueueFigures figures = actions.read(queue -> queue.figures(today));
    ReferenceManifest live = actions.liveVersion();
    long version = live == null ? 0 : live.getVersion();
    json(ctx, StatsJson.of(figures, version, actions.labels().size(), today));
  }

  private void agreement(Context ctx) {
    json(ctx, AgreementJson.of(actions.read(LabelQueue::agreement), MOST_LISTED));
  }

  private void next(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator"));
    leased(ctx, actions.ask(new Command.Next(body.annotator())));
  }

  private void lease(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId"));
    leased(ctx, actions.ask(new Command.Take(body.annotator(), body.frameId())));
  }

  private void renew(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId"));
    leased(ctx, actions.ask(new Command.Renew(body.annotator(), body.frameId())));
  }

  private static void leased(Context ctx, Outcome outcome) {
    if (outcome instanceof Outcome.Leased leased) {
      json(ctx, new LeasedJson(FrameJson.of(leased.entry()), leased.lease()));
    } else {
      ctx.status(HttpStatus.NO_CONTENT);
    }
  }

  private void giveBack(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId"));
    done(ctx, actions.ask(new Command.GiveBack(body.annotator(), body.frameId())));
  }

  private void answer(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId", "label"));
    done(ctx, actions.answer(body.annotator(), body.frameId(), body.label()));
  }

  private void answerBurst(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId", "label"));
    List<String> frameIds = actions.answerBurst(body.annotator(), body.frameId(), body.label());
    json(ctx, new BurstJson(frameIds));
  }

  private void skip(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId", "reason"));
    done(ctx, actions.decline(new Command.Decline(body.annotator(), body.frameId(), reason(body))));
  }

  static SkipReason reason(Body body) {
    return body.find("reason")
        .flatMap(SkipReason::of)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "reason must be one of "
                        + String.join(
                            ", ", Stream.of(SkipReason.values()).map(SkipReason::word).toList())));
  }

  private void undo(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "frameId"));
    done(ctx, actions.ask(new Command.Undo(body.annotator(), body.find("frameId"))));
  }

  private static void done(Context ctx, Outcome outcome) {
    Outcome.Done done =
        outcome
            .done()
            .orElseThrow(() -> new IllegalStateException("no outcome of a frame: " + outcome));
    json(ctx, new DoneJson(FrameJson.of(done.entry()), done.repeated()));
  }
}
