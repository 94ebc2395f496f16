package io.sisom.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.sisom.console.http.PictureName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
      byte[] file = client.bytes("/api/v1/queue/export", query);
      if (pictures != null) {
        savePictures(client, Files.createDirectories(pictures));
      }
      if (out == null) {
        spec.commandLine().getOut().print(new String(file, StandardCharsets.UTF_8));
        spec.commandLine().getOut().flush();
      } else {
        Files.write(out, file);
      }
      return ExitCode.DONE;
    }

    private void savePictures(QueueClient client, Path dir)
        throws InterruptedException, IOException {
      JsonNode tasks =
          client.get("/api/v1/queue/export", Map.of("format", "label-studio", "which", which));
      for (JsonNode task : tasks) {
        String frameId = task.path("data").path("frame_id").asText();
        Files.write(
            dir.resolve(PictureName.of(frameId)),
            client.bytes("/api/v1/frames/picture", Map.of("frameId", frameId)));
      }
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
    public Integer call() throws InterruptedException, IOException {
      Map<String, String> query = new HashMap<>(Map.of("format", format));
      if (annotator != null) {
        query.put("annotator", annotator);
      }
      JsonNode done =
          options.client().upload("/api/v1/queue/import", query, Files.readAllBytes(file));
      spec.commandLine().getOut().println(done);
      return done.path("refused").asInt() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }
}
