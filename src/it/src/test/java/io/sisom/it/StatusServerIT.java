package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.sisom.it.rig.ScoringRig;
import io.sisom.scorer.ScorerProcess;
import io.sisom.service.HttpConfig;
import io.sisom.service.StatusServer;
import io.sisom.setting.SettingException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusServerIT {
  private static final int TICKS = 20;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void showsHealthAndEveryDocumentedMetricOfTheScorer(@TempDir Path dir) throws Exception {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
        ScorerProcess scorer =
            new ScorerProcess(rig.config().forScorer(), registry, Clock.systemUTC());
        StatusServer server =
            StatusServer.start(
                new HttpConfig("127.0.0.1", 0), registry, scorer::live, scorer::ready)) {
      assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
      HttpResponse<String> early = get(server, "/health/ready");
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.body()).contains("waiting for the first reference version");

      rig.label(400);
      rig.train();
      scorer.start();
      rig.sendTicks(0, TICKS);
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(get(server, "/metrics").body())
                      .contains(
                          "sisom_frames_scored_total " + TICKS * ScoringRig.PARTITIONS + ".0"));
      assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
      String metrics = get(server, "/metrics").body();
      for (String name : documentedScorerMetrics()) {
        assertThat(metrics).as(name).contains("\n" + name);
      }
      assertThat(metrics).contains("sisom_model_seconds_bucket", "sisom_reference_version 1.0");
      assertThat(Pattern.compile("(?m)^sisom_model_info").matcher(metrics).results()).hasSize(1);
    }
  }

  @Test
  void aPortInUseIsNamed() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (StatusServer first = server(registry, 0)) {
      assertThatThrownBy(() -> server(registry, first.port()))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining("http.port");
    }
  }

  private static StatusServer server(PrometheusMeterRegistry registry, int port) {
    return StatusServer.start(
        new HttpConfig("127.0.0.1", port),
        registry,
        () -> io.sisom.service.Health.good("fine"),
        () -> io.sisom.service.Health.good("fine"));
  }

  /**
   * The names in the metrics table of the operations manual, the trainer's, the console's and
   * Kafka's left out.
   */
  private static List<String> documentedScorerMetrics() throws Exception {
    return Pattern.compile("(?m)^\\| `(sisom_[a-z_]+)")
        .matcher(Files.readString(Path.of("docs/operations.md")))
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.matches("sisom_(feed|training|queue|live|webhook|console)_.*"))
        .toList();
  }

  private HttpResponse<String> get(StatusServer server, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
