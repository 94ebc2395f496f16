package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.Reply;
import io.sisom.console.exchange.ExchangeFormat;
import io.sisom.console.exchange.ExchangedFrame;
import io.sisom.console.exchange.ImportException;
import io.sisom.console.exchange.ImportedLabel;
import io.sisom.console.http.Route.Cost;
import io.sisom.frame.FramePng;
import io.sisom.queue.Entry;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** {@code /api/v1/queue/export} and {@code import}: other tools' formats. */
final class ExchangeApi {
  private static final int MOST_EXPLAINED = 20;
  private static final int AT_ONCE = 200;

  private final Desk desk;
  private final ConsoleConfig config;

  ExchangeApi(Desk desk, ConsoleConfig config) {
    this.desk = desk;
    this.config = config;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/queue/export", this::export).costs(Cost.FILE),
        Route.post("/api/v1/queue/import", this::importLabels).costs(Cost.FILE));
  }

  private static ExchangeFormat format(Context ctx) {
    return Optional.ofNullable(ctx.queryParam("format"))
        .flatMap(ExchangeFormat::of)
        .orElseThrow(() -> Problem.badRequest("format must be label-studio, coco or csv"));
  }

  private void export(Context ctx) throws IOException {
    ExchangeFormat format = format(ctx);
    String which = Optional.ofNullable(ctx.queryParam("which")).orElse("answered");
    String pictures = Optional.ofNullable(ctx.queryParam("pictures")).orElse("");
    List<ExchangedFrame> frames = new ArrayList<>();
    for (Entry entry : entries(which)) {
      String picture =
          pictures.isEmpty() ? FrameJson.picture(entry.frameId()) : pictures + name(entry);
      Optional<FramePng.Size> size = format == ExchangeFormat.COCO ? size(entry) : Optional.empty();
      frames.add(
          new ExchangedFrame(
              entry,
              picture,
              size.map(FramePng.Size::width).orElse(0),
              size.map(FramePng.Size::height).orElse(0)));
    }
    ctx.contentType(format.contentType());
    format.write(frames, ctx.outputStream());
  }

  private List<Entry> entries(String which) {
    return switch (which) {
      case "waiting" -> desk.read(queue -> queue.ranked(0, Integer.MAX_VALUE));
      case "answered" ->
          sorted(desk.read(LabelQueue::entries)).stream()
              .filter(entry -> !entry.answers().isEmpty())
              .toList();
      case "all" -> sorted(desk.read(LabelQueue::entries));
      default -> throw Problem.badRequest("which must be waiting, answered or all");
    };
  }

  private static List<Entry> sorted(Collection<Entry> entries) {
    return entries.stream().sorted(Comparator.comparing(Entry::frameId)).toList();
  }

  /** A file name for the frame's picture; {@code sisom queue export --pictures} uses it too. */
  private static String name(Entry entry) {
    return PictureName.of(entry.frameId());
  }

  private Optional<FramePng.Size> size(Entry entry) {
    try {
      return desk.console().png().size(desk.picture(entry));
    } catch (Problem lost) {
      return Optional.empty();
    }
  }

  private void importLabels(Context ctx) {
    ExchangeFormat format = format(ctx);
    Optional<String> annotator =
        Optional.ofNullable(ctx.queryParam("annotator")).map(Body::annotator);
    List<ImportedLabel> labels;
    try {
      labels = format.read(Body.bytes(ctx, config.importBytes()));
    } catch (ImportException e) {
      throw Problem.badRequest(String.valueOf(e.getMessage()));
    }
    QueueApi.json(ctx, take(labels, annotator));
  }

  private Map<String, Object> take(List<ImportedLabel> labels, Optional<String> annotator) {
    List<Map<String, Object>> refused = new ArrayList<>();
    int taken = 0;
    for (int from = 0; from < labels.size(); from += AT_ONCE) {
      List<ImportedLabel> some = labels.subList(from, Math.min(labels.size(), from + AT_ONCE));
      List<Supplier<Outcome>> replies = new ArrayList<>();
      for (ImportedLabel label : some) {
        replies.add(answering(label, annotator));
      }
      for (int i = 0; i < some.size(); i++) {
        try {
          taken += replies.get(i).get() instanceof Outcome.Done ? 1 : 0;
        } catch (Problem problem) {
          if (problem.status() == 503) {
            throw problem;
          }
          refused.add(
              Map.of(
                  "frameId", some.get(i).frameId(),
                  "reason", problem.reason(),
                  "detail", problem.detail()));
        }
      }
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("labels", labels.size());
    json.put("taken", taken);
    json.put("refused", labels.size() - taken);
    json.put("examples", refused.stream().limit(MOST_EXPLAINED).toList());
    return json;
  }

  /** The answer on its way; what is wrong with it comes out when it is asked for. */
  private Supplier<Outcome> answering(ImportedLabel label, Optional<String> annotator) {
    try {
      String who = label.annotator().map(Body::annotator).or(() -> annotator).orElse("");
      CompletableFuture<Reply> reply =
          desk.answering(
              Body.annotator(who), Body.frameId(label.frameId()), Body.label(label.label()));
      return () -> Desk.outcome(reply);
    } catch (Problem problem) {
      return () -> {
        throw problem;
      };
    }
  }
}
