package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.sisom.console.Console;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console behind a real nginx, set up as {@code ops/nginx/console.conf} says. */
class BehindNginxIT {
  private static final String TOKEN = "a token of enough characters";
  private static QueueRig rig;
  private static ConsoleProcess process;
  private static Console console;
  private static FleetWatch fleet;
  private static ConsoleServer server;
  private static Nginx nginx;
  private static HttpClient browser;
  private static String origin;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    assumeThat(Nginx.find())
        .as("this test needs nginx: install the package nginx-light")
        .isPresent();
    rig =
        new QueueRig(
            dir.resolve("kafka"),
            Map.of(
                "console.token", TOKEN,
                "console.hosts", "localhost",
                "console.proxies", "127.0.0.1"));
    rig.publish(0, 20);
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    Path folder = java.nio.file.Files.createDirectories(dir.resolve("nginx"));
    nginx = Nginx.start(Nginx.find().orElseThrow(), folder, server.port());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(nginx.certificate());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    origin = "https://localhost:" + nginx.tls();
    await()
        .atMost(QueueRig.PATIENCE)
        .until(
            () ->
                console.queue().state() == ConsoleState.SERVING
                    && console.queue().read(q -> q.ranked(0, 1).size()).orElse(0) == 1);
  }

  @AfterAll
  static void stop() throws Exception {
    if (nginx != null) {
      nginx.close();
      process.close();
      rig.close();
    }
  }

  private static HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String logIn() throws Exception {
    HttpResponse<String> in =
        send(
            to(origin + "/login")
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + TOKEN.replace(' ', '+'))));
    assertThat(in.statusCode()).as(in.body()).isEqualTo(303);
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).startsWith("__Host-sisom_session=").contains("; Secure");
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void pagesAndAnswersPass() throws Exception {
    String session = logIn();
    HttpResponse<String> page = send(to(origin + "/live").header("Cookie", session));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    HttpResponse<String> next =
        send(
            to(origin + "/api/v1/queue/next")
                .header("Cookie", session)
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"annotator\":\"ann\"}")));
    assertThat(next.statusCode()).as(next.body()).isEqualTo(200);
    String frameId = next.body().replaceAll("(?s).*?\"frameId\":\"([^\"]*)\".*", "$1");
    HttpResponse<String> answer =
        send(
            to(origin + "/answer")
                .header("Cookie", session + "; sisom_annotator=YW5u")
                .header("Origin", origin)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("frameId=" + frameId + "&label=kite")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(rig.pool()).containsEntry(frameId + "|ann", "kite");
  }

  @Test
  void eventsComeAsTheyAreMade() throws Exception {
    HttpResponse<InputStream> events =
        browser.send(
            to(origin + "/api/v1/live/events")
                .header("Cookie", logIn())
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = events.body()) {
      StringBuilder came = new StringBuilder();
      byte[] some = new byte[1024];
      while (!came.toString().contains("event: figures")) {
        int n = in.read(some);
        assertThat(n).isPositive();
        came.append(new String(some, 0, n, StandardCharsets.UTF_8));
      }
      assertThat(came.toString())
          .as("nothing was kept back until more came")
          .containsOnlyOnce("event: figures")
          .doesNotContain("still here");
    }
  }

  @Test
  void anotherSiteAndAForgedAddressAreNoBetterOffThroughIt() throws Exception {
    String session = logIn();
    assertThat(
            send(to(origin + "/logout")
                    .header("Cookie", session)
                    .header("Origin", "https://evil.example")
                    .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
    String smuggling =
        RawHttp.ask(
            nginx.plain(),
            "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n"
                + "\r\n0\r\n\r\nGET /api/v1/queue/stats HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertThat(smuggling).doesNotContain("\"waiting\"");
  }

  @Test
  void aProxyThatPassesNoHostOnIsNamedWithWhatToSet() throws Exception {
    String plain = "http://127.0.0.1:" + nginx.plain();
    HttpResponse<String> refused =
        send(
            to(plain + "/login")
                .header("Origin", plain)
                .POST(HttpRequest.BodyPublishers.ofString("token=x")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body())
        .contains(
            plain.replace("http://", ""),
            "127.0.0.1:" + server.port(),
            "proxy_set_header Host $http_host",
            "console.hosts");
  }

  @Test
  void guessesThroughItAreCountedByTheGuessersAddress() throws Exception {
    List<Integer> statuses = new java.util.ArrayList<>();
    for (int i = 0; i < 12; i++) {
      statuses.add(
          send(to(origin + "/api/v1/queue/stats")
                  // What the guesser claims stands left of what nginx saw; 127.0.0.1 is both here.
                  .header("X-Forwarded-For", "203.0.113.9")
                  .header("Authorization", "Bearer guess " + i))
              .statusCode());
    }
    assertThat(statuses.subList(0, 10)).containsOnly(401);
    assertThat(statuses.subList(10, 12)).containsOnly(429);
  }
}
