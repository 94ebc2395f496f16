package io.sisom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.sisom.console.exchange.PictureName;
import io.sisom.service.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom queue export} and {@code import}. */
final class QueueFilesCommands {
  private static final ObjectReader TASK = new ObjectMapper().readerFor(JsonNode.class);

  private QueueFilesCommands() {}

  /** {@code sisom queue export}. */
  @Command(name = "export", description = "Frames and answers in another tool's format.")
  static final class Export implements Callable<Integer> {
    @Mixin private QueueOptions options;

    @Option(
        names = "--as",
        paramLabel = "FORMAT",
        required = true,
        description = "label-studio, coco or csv.")
    private String format;

    @Option(
        names = "--which",
        paramLabel = "FRAMES",
        defaultValue = "answered",
        description = "waiting, answered or all (default: ${DEFAULT-VALUE}).")
    private String which;

    @Option(
        names = "--pictures",
        paramLabel = "DIR",
        description = "Write the frames' pictures there as PNG; the export names the files.")
    private @Nullable Path pictures;

    @Option(
        names = "--prefix",
        paramLabel = "TEXT",
        description =
            "What the export puts before a picture's file name, for instance"
                + " /data/local-files/?d=frames/ for Label Studio's local files.")
    private @Nullable String prefix;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
    private @Nullable Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
      QueueClient client = options.client();
      Map<String, String> query = new HashMap<>(Map.of("format", format, "which", which));
      if (prefix != null || pictures != null) {
        query.put("pictures", prefix == null ? pictures + "/" : prefix);
      }
      if (pictures != null) {
        savePictures(client, Files.createDirectories(pictures));
      }
      client.stream("/api/v1/queue/export", query, out == null ? this::print : this::save);
      return ExitCode.DONE;
    }

    private void print(InputStream file) throws IOException {
      PrintWriter printed = spec.commandLine().getOut();
      new InputStreamReader(file, StandardCharsets.UTF_8).transferTo(printed);
      printed.flush();
    }

    private void save(InputStream file) throws IOException {
      Files.copy(file, Objects.requireNonNull(out), StandardCopyOption.REPLACE_EXISTING);
    }

    private void savePictures(QueueClient client, Path dir)
        throws InterruptedException, IOException {
      client.stream(
          "/api/v1/queue/export",
          Map.of("format", "label-studio", "which", which),
          tasks -> {
            try (MappingIterator<JsonNode> each = TASK.readValues(tasks)) {
              while (each.hasNextValue()) {
                savePicture(client, dir, each.nextValue());
              }
            }
          });
    }

    private static void savePicture(QueueClient client, Path dir, JsonNode task)
        throws InterruptedException, IOException {
      String frameId = task.path("data").path("frame_id").asText();
      Files.write(
          dir.resolve(PictureName.of(frameId)),
          client.bytes("/api/v1/frames/picture", Map.of("frameId", frameId)));
    }
  }

  /** {@code sisom queue import}. */
  @Command(name = "import", description = "Answers out of another tool's file.")
  static final class Import implements Callable<Integer> {
    @Mixin private QueueOptions options;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
        names = "--as",
        paramLabel = "FORMAT",
        required = true,
        description = "label-studio, coco or csv.")
    private String format;

    @Option(
        names = "--annotator",
        paramLabel = "NAME",
        description = "Who answered, where the file does not say.")
    private @Nullable String annotator;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      Map<String, String> query = new HashMap<>(Map.of("format", format));
      if (annotator != null) {
        query.put("annotator", annotator);
      }
      JsonNode done = options.client().upload("/api/v1/queue/import", query, file);
      spec.commandLine().getOut().println(done);
      int refused = done.path("refused").asInt();
      int taken = done.path("taken").asInt();
      if (refused > 0 || taken == 0) {
        spec.commandLine()
            .getErr()
            .printf(
                "sisom: %d labels taken, %d refused for %s, passed over %s%n",
                taken, refused, done.path("refusedFor"), done.path("passedOver"));
      }
      return refused == 0 && taken > 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
