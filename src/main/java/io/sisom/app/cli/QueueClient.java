package io.sisom.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.app.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The console's REST interface, asked over HTTP. What it refuses is a {@link CommandFailure}. */
final class QueueClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  JsonNode upload(String path, Map<String, String> query, byte[] file) throws InterruptedException {
    return parsed(
        send(request(path, query).POST(HttpRequest.BodyPublishers.ofByteArray(file))).body());
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
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailure(
          "no console answered at %s; start one ('sisom console') or name it by --url"
              .formatted(console));
    }
    if (response.statusCode() / 100 != 2) {
      throw new CommandFailure(refusal(response));
    }
    return response;
  }

  private static String refusal(HttpResponse<byte[]> response) {
    try {
      String detail = JSON.readTree(response.body()).path("detail").asText();
      return "the console refused: " + (detail.isEmpty() ? response.statusCode() : detail);
    } catch (IOException e) {
      return "the console refused with HTTP status " + response.statusCode();
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
