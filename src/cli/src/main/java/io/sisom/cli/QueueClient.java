package io.sisom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.service.CommandFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The console's REST interface, asked over HTTP. What it refuses is a {@link CommandFailure}. */
final class QueueClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PATIENCE_WITH_FILES = Duration.ofMinutes(10);
  private static final int MAX_REFUSAL_BYTES = 1 << 16;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI console;
  private final Optional<String> token;

  /**
   * Of the console at an address.
   *
   * @param console for instance {@code http://localhost:8787}
   * @param token where the console asks for one
   */
  QueueClient(URI console, Optional<String> token) {
    this.console = console;
    this.token = token;
  }

  /** The answer to a question. */
  JsonNode get(String path, Map<String, String> query) throws InterruptedException {
    return parsed(bytes(path, query));
  }

  /** Hands the answer over piece by piece as it comes. */
  void stream(String path, Map<String, String> query, Reader each)
      throws InterruptedException, IOException {
    HttpRequest.Builder request = request(path, query).timeout(PATIENCE_WITH_FILES).GET();
    try (InputStream body =
        answer(request, HttpResponse.BodyHandlers.ofInputStream(), QueueClient::start).body()) {
      each.read(body);
    }
  }

  /** The beginning of an answer, which is all of a refusal. */
  private static byte[] start(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      return body.readNBytes(MAX_REFUSAL_BYTES);
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** Reads an answer. */
  interface Reader {
    void read(InputStream body) throws IOException, InterruptedException;
  }

  /** The same as it comes. */
  byte[] bytes(String path, Map<String, String> query) throws InterruptedException {
    return send(request(path, query).GET()).body();
  }

  /** What came of a command; empty where there was nothing for it. */
  Optional<JsonNode> post(String command, Map<String, String> fields) throws InterruptedException {
    try {
      byte[] body = JSON.writeValueAsBytes(new TreeMap<>(fields));
      HttpResponse<byte[]> response =
          send(
              request("/api/v1/queue/" + command, Map.of())
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
      return response.statusCode() == 204 ? Optional.empty() : Optional.of(parsed(response.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }

  /** What came of a file that was sent. */
  JsonNode upload(String path, Map<String, String> query, Path file) throws InterruptedException {
    try {
      return parsed(
          send(request(path, query)
                  .timeout(PATIENCE_WITH_FILES)
                  .POST(HttpRequest.BodyPublishers.ofFile(file)))
              .body());
    } catch (FileNotFoundException e) {
      throw new CommandFailure("there is no readable file " + file);
    }
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    StringBuilder uri = new StringBuilder(console.toString().replaceFirst("/+$", "")).append(path);
    char separator = '?';
    for (Map.Entry<String, String> parameter : new TreeMap<>(query).entrySet()) {
      uri.append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8));
      separator = '&';
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri.toString()))
            .timeout(PATIENCE)
            .header("X-Sisom-Client", "sisom");
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
    return answer(request, HttpResponse.BodyHandlers.ofByteArray(), HttpResponse::body);
  }

  private <T> HttpResponse<T> answer(
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<T> handler,
      Function<HttpResponse<T>, byte[]> refused)
      throws InterruptedException {
    HttpResponse<T> response;
    try {
      response = http.send(request.build(), handler);
    } catch (IOException e) {
      throw new CommandFailure(
          "no console answered at %s; start one ('sisom console') or name it by --url"
              .formatted(console));
    }
    if (response.statusCode() / 100 != 2) {
      throw new CommandFailure(refusal(response.statusCode(), refused.apply(response)));
    }
    return response;
  }

  private static String refusal(int status, byte[] body) {
    try {
      String detail = JSON.readTree(body).path("detail").asText();
      return "the console refused: " + (detail.isEmpty() ? status : detail);
    } catch (IOException e) {
      return "the console refused with HTTP status " + status;
    }
  }

  private JsonNode parsed(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new CommandFailure("what answers at " + console + " is no console");
    }
  }
}
