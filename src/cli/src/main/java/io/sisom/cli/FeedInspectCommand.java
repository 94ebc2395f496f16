package io.sisom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.cli.config.SisomConfig;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.feed.recording.RecordingChoice;
import io.sisom.feed.recording.RecordingFile;
import io.sisom.feed.recording.RecordingInspection;
import io.sisom.feed.recording.TimeMode;
import io.sisom.recording.VideoFormat;
import io.sisom.service.ExitCode;
import io.sisom.text.Unseen;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sisom feed inspect}. */
@Command(
    name = "inspect",
    description =
        "What there is in recordings and films, and what would be fed of it: topics, counts, rates, encodings,"
            + " sizes, clocks, damage. Reads every message, also of a file on a web server; needs no"
            + " Kafka.")
final class FeedInspectCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private SettingOptions settings;
  @Mixin private RecordingOptions options;
  @Mixin private FilmOptions films;

  @Mixin private DownloadOptions downloads;

  @Parameters(
      paramLabel = "FILE|DIR|URL",
      arity = "1..*",
      description =
          "Recordings. What lies at an http or https URL is fetched into a temporary file, which is"
              + " deleted.")
  private List<String> from;

  @Option(
      names = {"--output", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text, or json: one object a file (default: ${DEFAULT-VALUE}).")
  private OutputFormat output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (output == OutputFormat.CSV) {
      throw new ParameterException(spec.commandLine(), "--output must be text or json");
    }
    SisomConfig config = settings.resolve();
    RecordingChoice choice = options.choice(spec, TimeMode.RECORDED, config.frames(), films);
    MessagePictures pictures =
        new MessagePictures(options.pictures(spec, config.frames()), VideoFormat.installed());
    try (LocalFiles local = downloads.fetch(spec, from)) {
      local.problems().forEach(this::problem);
      OpenedFiles files = OpenedFiles.of(local.paths(), films.format(spec, config.frames(), false));
      films.check(spec, files);
      boolean whole = local.problems().isEmpty() & inspect(files, choice, pictures);
      return whole ? ExitCode.DONE : ExitCode.PARTIAL;
    }
  }

  /** Whether all of it could be read. */
  private boolean inspect(OpenedFiles files, RecordingChoice choice, MessagePictures pictures) {
    boolean whole = files.problems().isEmpty();
    files.problems().forEach(this::problem);
    for (RecordingFile file : files.files()) {
      try {
        RecordingInspection found = RecordingInspection.of(file, choice, pictures);
        print(new InspectionReport(found));
        whole &= found.damaged() == 0;
      } catch (IOException e) {
        problem(file.name() + " cannot be read: " + e.getMessage());
        whole = false;
      }
    }
    return whole;
  }

  private void problem(String words) {
    spec.commandLine().getErr().println("sisom: " + Unseen.escaped(words));
  }

  private void print(InspectionReport report) {
    PrintWriter out = spec.commandLine().getOut();
    if (output == OutputFormat.TEXT) {
      report.lines().forEach(line -> out.println(Unseen.escaped(line)));
      return;
    }
    try {
      out.println(JSON.writeValueAsString(report.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and strings are always JSON", e);
    }
  }
}
