package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.testkit.FreePort;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest files that are imported, in a console with a heap of 256 MB. */
@Thorough
class ImportMemoryIT {
  private static final int MAX_BYTES = 32 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private int port;

  @TempDir private Path dir;

  @Test
  void aFileOf32MegabytesLeavesAConsoleThatAnswers() throws Exception {
    port = FreePort.next();
    Map<String, String> settings =
        Map.of("console.port", "" + port, "http.port", "-1", "console.cache.bytes", "8388608");
    try (QueueRig rig = new QueueRig(dir, settings)) {
      rig.publish(0, 30);
      try (ScorerJvm console =
          ScorerJvm.start(
              List.of("io.sisom.cli.Main", "console"),
              rig.settings(),
              dir.resolve("console"),
              List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError"))) {
        await().atMost(PATIENCE).until(() -> stats().path("waiting").asInt() == 30);
        csvOfManyRowsThatAreRefused();
        jsonOfManyTasks();
        filesThatAreNoneOfTheirFormat();
        cocoOfManyImages();
        assertThat(console.alive()).isTrue();
        assertThat(console.said()).doesNotContain("OutOfMemory");
      }
    }
  }

  private void csvOfManyRowsThatAreRefused() throws Exception {
    Path file = file("frameId,label\nframe-1,kite\n", i -> "no-frame-" + i + ",kite\n", "");
    JsonNode done = imported("csv", file, 200);
    assertThat(done.path("taken").asInt()).isEqualTo(1);
    assertThat(done.path("refused").asInt()).isGreaterThan(1_000_000);
    assertThat(done.path("refusedFor").path("unknown-frame").asInt())
        .isEqualTo(done.path("refused").asInt());
    assertThat(done.path("examples").size()).isEqualTo(100);
  }

  private void jsonOfManyTasks() throws Exception {
    Path file =
        file(
            "[",
            i ->
                (i == 0 ? "" : ",")
                    + "{\"annotations\":[{\"result\":[{\"from_name\":\"label\",\"value\":"
                    + "{\"choices\":[\"k\"]}}]}],\"data\":{\"frame_id\":\"frame-"
                    + (i == 0 ? "2" : "x" + i)
                    + "\"}}",
            "]");
    JsonNode done = imported("label-studio", file, 200);
    assertThat(done.path("taken").asInt()).isEqualTo(1);
    assertThat(done.path("examples").size()).isEqualTo(100);
  }

  private void filesThatAreNoneOfTheirFormat() throws Exception {
    for (String format : List.of("label-studio", "coco")) {
      imported(format, file("[{\"a\":", i -> "[[[[[[[[[[[[[[[[", ""), 400);
      imported(format, file("{\"data\":{\"frame_id\":\"", i -> "xxxxxxxxxxxxxxxx", "\"}}"), 400);
      imported(format, file("[", i -> "1111,", "1]"), 400);
      imported(format, file("{", i -> "\"name" + i + "\":1,", "\"a\":1}"), 400);
      imported(format, file("{\"id\":", i -> "1111111111111111", "}"), 400);
    }
    imported("csv", file("frameId,label\n\"", i -> "xxxxxxxxxxxxxxxx", "\"\n"), 400);
    imported("csv", file("frameId,label\n", i -> ",,,,,,,,,,,,,,,,", "\n"), 400);
    imported("csv", file("", i -> "xxxxxxxxxxxxxxxx", ""), 400);
  }

  private void cocoOfManyImages() throws Exception {
    String part = "{\"id\":%d,\"file_name\":\"%d\"}";
    Path file =
        file(
            "{\"annotations\":[],\"categories\":[],\"images\":[",
            i -> (i == 0 ? "" : ",") + part.formatted(i, i),
            "]}");
    assertThat(imported("coco", file, 400).path("detail").asText()).contains("split it");
  }

  /** A file of nearly the largest size. */
  private Path file(String head, IntFunction<String> part, String tail) throws IOException {
    Path file = dir.resolve("import");
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      byte[] first = head.getBytes(StandardCharsets.UTF_8);
      byte[] last = tail.getBytes(StandardCharsets.UTF_8);
      out.write(first);
      int size = first.length + last.length;
      for (int i = 0; ; i++) {
        byte[] next = part.apply(i).getBytes(StandardCharsets.UTF_8);
        size += next.length;
        if (size > MAX_BYTES) {
          break;
        }
        out.write(next);
      }
      out.write(last);
    }
    return file;
  }

  private JsonNode imported(String format, Path file, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(base() + "/api/v1/queue/import?annotator=ann&format=" + format))
            .header("X-Sisom-Client", "test")
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofFile(file))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(format + ": " + response.body()).isEqualTo(status);
    assertThat(stats().path("waiting").asInt()).as("it answers").isPositive();
    return json.readTree(response.body());
  }

  private JsonNode stats() throws Exception {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(base() + "/api/v1/queue/stats")).build();
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? json.readTree(response.body()) : json.nullNode();
    } catch (IOException notYet) {
      return json.nullNode();
    }
  }

  private String base() {
    return "http://127.0.0.1:" + port;
  }
}
