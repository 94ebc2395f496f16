package io.sisom.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sisom.console.exchange.PictureName;
import io.sisom.service.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom queue drain}. */
@Command(
    name = "drain",
    description = {
      "Label frame after frame in a pipe: for each, one line of JSON goes out, and one line is"
          + " read: the label, or '!foreign', '!junk', '!unsure' or '!duplicate'.",
      "An empty line returns the frame and ends, and so does the end of input."
    })
final class QueueDrainCommand implements Callable<Integer> {
  @Mixin private QueueOptions options;
  @Mixin private AnnotatorOption annotator;

  @Option(
      names = "--pictures",
      paramLabel = "DIR",
      description = "Write each picture there as PNG; the line of JSON names it as 'file'.")
  private @Nullable Path pictures;

  @Option(names = "--max", paramLabel = "N", description = "Frames, at most.")
  private int max = Integer.MAX_VALUE;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException, IOException {
    QueueClient client = options.client();
    if (pictures != null) {
      Files.createDirectories(pictures);
    }
    // The process's own input, which its end closes.
    BufferedReader answers =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    int labeled = 0;
    while (labeled < max) {
      Optional<JsonNode> leased = client.post("next", Map.of("annotator", annotator.name));
      if (leased.isEmpty()) {
        break;
      }
      String frameId = show(client, leased.get().path("frame"));
      String answer = answers.readLine();
      if (answer == null || answer.isBlank()) {
        client.post("return", Map.of("annotator", annotator.name, "frameId", frameId));
        break;
      }
      say(client, frameId, answer.strip());
      labeled++;
    }
    spec.commandLine().getErr().println("sisom: " + labeled + " frames labeled or skipped");
    return ExitCode.DONE;
  }

  private String show(QueueClient client, JsonNode frame) throws InterruptedException {
    String frameId = frame.path("frameId").asText();
    ObjectNode shown = frame.deepCopy();
    if (pictures != null) {
      Path file = pictures.resolve(PictureName.of(frameId));
      QueueCommand.save(client, frame, file);
      shown.put("file", file.toString());
    }
    spec.commandLine().getOut().println(shown);
    spec.commandLine().getOut().flush();
    return frameId;
  }

  private void say(QueueClient client, String frameId, String answer) throws InterruptedException {
    if (answer.startsWith("!")) {
      client.post(
          "skip",
          Map.of("annotator", annotator.name, "frameId", frameId, "reason", answer.substring(1)));
    } else {
      client.post(
          "answer", Map.of("annotator", annotator.name, "frameId", frameId, "label", answer));
    }
  }
}
