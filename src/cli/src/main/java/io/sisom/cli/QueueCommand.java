package io.sisom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sisom.service.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom queue}. */
@Command(
    name = "queue",
    description = "The labeling queue of a running console, for scripts and tools.",
    subcommands = {
      QueueCommand.Show.class,
      QueueCommand.Lease.class,
      QueueCommand.Label.class,
      QueueCommand.Skip.class,
      QueueCommand.Undo.class,
      QueueDrainCommand.class,
      QueueFilesCommands.Export.class,
      QueueFilesCommands.Import.class
    })
final class QueueCommand {
  private QueueCommand() {}

  /** Columns of a frame. */
  static List<Column<JsonNode>> columns() {
    return List.of(
        text("frameId"),
        text("sensorId"),
        text("capturedAt"),
        text("predicted"),
        new Column<>("pValue", frame -> frame.path("pValue").asDouble()),
        new Column<>("sisome", frame -> frame.path("sisome").asDouble()),
        new Column<>("referenceVersion", frame -> frame.path("referenceVersion").asLong()),
        new Column<>("answered", frame -> frame.path("answered").asInt()),
        text("ending"));
  }

  private static Column<JsonNode> text(String field) {
    return new Column<>(
        field, frame -> frame.path(field).isNull() ? null : frame.path(field).asText());
  }

  /** {@code sisom queue list}. */
  @Command(name = "list", description = "Frames that wait for a label, the best first.")
  static final class Show implements Callable<Integer> {
    @Mixin private QueueOptions options;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "Frames to show, at most 1000 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "text",
        description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      JsonNode listed =
          options.client().get("/api/v1/queue/candidates", Map.of("limit", "" + limit));
      RowPrinter<JsonNode> printer =
          new RowPrinter<>(spec.commandLine().getOut(), format, columns());
      printer.header();
      listed.path("frames").forEach(printer::row);
      printer.flush();
      return ExitCode.DONE;
    }
  }

  /** {@code sisom queue lease}. */
  @Command(name = "lease", description = "Take the next frame, or one by name, and print it.")
  static final class Lease implements Callable<Integer> {
    @Mixin private QueueOptions options;
    @Mixin private AnnotatorOption annotator;

    @Option(names = "--frame", paramLabel = "ID", description = "This frame, not the next.")
    private @Nullable String frameId;

    @Option(names = "--picture", paramLabel = "FILE", description = "Write its picture as PNG.")
    private @Nullable Path picture;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      QueueClient client = options.client();
      Map<String, String> fields = new HashMap<>(Map.of("annotator", annotator.name));
      if (frameId != null) {
        fields.put("frameId", frameId);
      }
      Optional<JsonNode> leased = client.post(frameId == null ? "next" : "lease", fields);
      if (leased.isEmpty()) {
        spec.commandLine().getErr().println("sisom: no frame is left for " + annotator.name);
        return ExitCode.FAILED;
      }
      JsonNode frame = leased.get().path("frame");
      if (picture != null) {
        save(client, frame, picture);
      }
      spec.commandLine().getOut().println(leased.get());
      return ExitCode.DONE;
    }
  }

  /** Writes a frame's picture. */
  static void save(QueueClient client, JsonNode frame, Path file) throws InterruptedException {
    byte[] png =
        client.bytes("/api/v1/frames/picture", Map.of("frameId", frame.path("frameId").asText()));
    try {
      Files.write(file, png);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /** What the commands on one frame share. */
  abstract static class OnFrame implements Callable<Integer> {
    @Mixin private QueueOptions options;
    @Mixin private AnnotatorOption annotator;

    @Spec private CommandSpec spec;

    abstract String command();

    abstract Map<String, String> fields();

    @Override
    public final Integer call() throws InterruptedException {
      Map<String, String> fields = new HashMap<>(fields());
      fields.put("annotator", annotator.name);
      options
          .client()
          .post(command(), fields)
          .ifPresent(done -> spec.commandLine().getOut().println(done));
      return ExitCode.DONE;
    }
  }

  /** {@code sisom queue label}. */
  @Command(name = "label", description = "Label a frame; the same twice is one label.")
  static final class Label extends OnFrame {
    @Parameters(index = "0", paramLabel = "FRAME")
    private String frameId;

    @Parameters(index = "1", paramLabel = "LABEL")
    private String label;

    @Override
    String command() {
      return "answer";
    }

    @Override
    Map<String, String> fields() {
      return Map.of("frameId", frameId, "label", label);
    }
  }

  /** {@code sisom queue skip}. */
  @Command(name = "skip", description = "Give a frame no label, and say why.")
  static final class Skip extends OnFrame {
    @Parameters(index = "0", paramLabel = "FRAME")
    private String frameId;

    @Parameters(
        index = "1",
        paramLabel = "REASON",
        description = "foreign, junk, unsure or duplicate.")
    private String reason;

    @Override
    String command() {
      return "skip";
    }

    @Override
    Map<String, String> fields() {
      return Map.of("frameId", frameId, "reason", reason);
    }
  }

  /** {@code sisom queue undo}. */
  @Command(name = "undo", description = "Take back what you said of a frame, or last.")
  static final class Undo extends OnFrame {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FRAME")
    private @Nullable String frameId;

    @Override
    String command() {
      return "undo";
    }

    @Override
    Map<String, String> fields() {
      return frameId == null ? Map.of() : Map.of("frameId", frameId);
    }
  }
}
