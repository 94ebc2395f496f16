package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.exchange.ExchangeFormat;
import io.sisom.console.exchange.ExchangedFrame;
import io.sisom.console.exchange.PictureName;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.json.PicturePath;
import io.sisom.frame.FramePng;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /api/v1/queue/export} and {@code import}: other tools' formats. */
final class ExchangeApi {
  private final QueueActions actions;
  private final QueueImports imports;

  ExchangeApi(QueueActions actions, ConsoleConfig config) {
    this.actions = actions;
    this.imports = new QueueImports(actions, config.importBytes());
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
    for (QueueEntry entry : entries(which)) {
      String picture =
          pictures.isEmpty() ? PicturePath.queued(entry.frameId()) : pictures + name(entry);
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

  private List<QueueEntry> entries(String which) {
    return switch (which) {
      case "waiting" -> actions.read(queue -> queue.ranked(0, Integer.MAX_VALUE));
      case "answered" ->
          sorted(actions.read(LabelQueue::entries)).stream()
              .filter(entry -> !entry.answers().isEmpty() || !entry.noneAnswers().isEmpty())
              .toList();
      case "all" -> sorted(actions.read(LabelQueue::entries));
      default -> throw Problem.badRequest("which must be waiting, answered or all");
    };
  }

  private static List<QueueEntry> sorted(Collection<QueueEntry> entries) {
    return entries.stream().sorted(Comparator.comparing(QueueEntry::frameId)).toList();
  }

  /** A file name for the frame's picture; {@code sisom queue export --pictures} uses it too. */
  private static String name(QueueEntry entry) {
    return PictureName.of(entry.frameId());
  }

  private Optional<FramePng.Size> size(QueueEntry entry) {
    try {
      return actions.console().png().size(actions.picture(entry));
    } catch (Problem lost) {
      return Optional.empty();
    }
  }

  private void importLabels(Context ctx) {
    ExchangeFormat format = format(ctx);
    Optional<String> annotator =
        Optional.ofNullable(ctx.queryParam("annotator")).map(Body::annotator);
    QueueApi.json(ctx, imports.take(ctx, format, annotator));
  }
}
