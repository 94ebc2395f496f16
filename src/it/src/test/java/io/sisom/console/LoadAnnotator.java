package io.sisom.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of many annotators: asks for a frame, looks at it for a moment, labels it, and so on. Goes on
 * when the console is away: asks again, after it has looked which frames it still has.
 */
final class LoadAnnotator implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String base;
  private final HttpClient http;
  private final Shift shift;
  private final Random random;
  private int labels;

  /**
   * What all annotators share.
   *
   * @param holders who was given which frame
   * @param confirmed labels that the console confirmed, by key
   * @param nextNanos how long each "next" took
   * @param doubled frames that two were given
   * @param lookMillis how long one looks at a frame, on average
   * @param over set when all are to stop
   */
  record Shift(
      ConcurrentMap<String, String> holders,
      ConcurrentMap<String, String> confirmed,
      Queue<Long> nextNanos,
      Queue<String> doubled,
      int lookMillis,
      AtomicBoolean over) {}

  LoadAnnotator(String name, String base, HttpClient http, Shift shift) {
    this.name = name;
    this.base = base;
    this.http = http;
    this.shift = shift;
    this.random = new Random(name.hashCode());
  }

  @Override
  public Integer call() throws Exception {
    while (!shift.over().get()) {
      try {
        for (JsonNode frame :
            JSON.readTree(get("/api/v1/queue/leases?annotator=" + name).body()).path("frames")) {
          label(frame);
        }
        while (!shift.over().get()) {
          next();
        }
      } catch (IOException away) {
        Thread.sleep(50);
      }
    }
    return labels;
  }

  private void next() throws Exception {
    long began = System.nanoTime();
    HttpResponse<String> response = post("next", Map.of("annotator", name));
    if (response.statusCode() == 204) {
      Thread.sleep(20);
      return;
    }
    require(response);
    shift.nextNanos().add(System.nanoTime() - began);
    label(JSON.readTree(response.body()).path("frame"));
  }

  private void label(JsonNode frame) throws Exception {
    String frameId = frame.path("frameId").asText();
    String holder = shift.holders().putIfAbsent(frameId, name);
    if (holder != null && !holder.equals(name)) {
      shift.doubled().add(frameId + ": " + holder + " and " + name);
    }
    Thread.sleep(1 + random.nextInt(2 * shift.lookMillis()));
    String label = "label-" + random.nextInt(5);
    int presses = 1 + random.nextInt(2);
    for (int press = 0; press < presses; press++) {
      require(post("answer", Map.of("annotator", name, "frameId", frameId, "label", label)));
      shift.confirmed().put(frameId + "|" + name, label);
    }
    labels++;
  }

  private static void require(HttpResponse<String> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException(response.statusCode() + " " + response.body());
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20)).build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    require(response);
    return response;
  }

  private HttpResponse<String> post(String command, Map<String, String> body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    base + "/api/v1/queue/" + URLEncoder.encode(command, StandardCharsets.UTF_8)))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("X-Sisom-Client", "load")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
