package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.console.QueueRig;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.FreePort;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import io.sisom.wire.AvroCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A console with a heap of 256 MB in a JVM of its own, driven past its bounds (docs/security.md):
 * it refuses, and goes on.
 */
class BoundsIT {
  private static final String TOKEN = "a token of enough characters";
  private static final int LARGE = 12;

  private static QueueRig rig;
  private static ScorerJvm console;
  private static int port;
  private static int status;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    port = FreePort.next();
    status = FreePort.next();
    Map<String, String> settings =
        Map.of("console.port", "" + port, "http.port", "" + status, "console.token", TOKEN);
    rig = new QueueRig(dir, settings);
    rig.publish(0, 3_000);
    publishLarge();
    console =
        ScorerJvm.start(
            List.of("io.sisom.cli.Main", "console"),
            rig.settings(),
            dir.resolve("console"),
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=4"));
    BoundsIT asking = new BoundsIT();
    await()
        .atMost(Duration.ofSeconds(120))
        .pollInterval(Duration.ofMillis(200))
        .failFast("the console ended", () -> !console.alive())
        .ignoreExceptions()
        .until(() -> asking.get("/api/v1/queue/frame?frameId=large-" + (LARGE - 1)) == 200);
  }

  @AfterAll
  static void stop() {
    console.close();
    rig.close();
  }

  /** A picture of 4096 by 4096 pixels in some 50 kB. */
  private static void publishLarge() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4096, 4096, BufferedImage.TYPE_3BYTE_BGR), "png", png);
    AvroCodec<LabelCandidate> codec = AvroCodec.of(LabelCandidate.class);
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (int i = 0; i < LARGE; i++) {
        String id = "large-" + i;
        LabelCandidate small = QueueRig.candidate(id, 10_000 + i);
        SensorFrame frame =
            new SensorFrame(
                id,
                "camera",
                Instant.EPOCH,
                "png",
                4096,
                4096,
                ByteBuffer.wrap(png.toByteArray()),
                null,
                null,
                Map.of());
        LabelCandidate candidate =
            new LabelCandidate(
                small.getWindowStart(),
                small.getWindowEnd(),
                small.getRank(),
                small.getConsidered(),
                small.getSuppressed(),
                small.getInnerLabel(),
                small.getOuterLabel(),
                small.getScore(),
                frame,
                null,
                small.getScope());
        producer.send(
            new ProducerRecord<>(
                rig.config().topics().candidates(), 0, id, codec.encode(candidate)));
      }
    }
  }

  /** After whatever was done to it. */
  @AfterEach
  void itStillAnswersWithinSeconds() throws Exception {
    assertThat(console.alive()).as(console.said()).isTrue();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> {
              long asked = System.nanoTime();
              return get("/api/v1/queue/stats") == 200
                  && Set.of(200, 409).contains(next()) // 409: that annotator has enough
                  && health() == 200
                  && System.nanoTime() - asked < 5_000_000_000L;
            });
    assertThat(console.said()).doesNotContain("OutOfMemoryError");
  }

  private int next() throws Exception {
    HttpRequest next =
        to(port, "/api/v1/queue/next")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"annotator\":\"ann\"}"))
            .build();
    return http.send(next, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private int health() throws Exception {
    return http.send(to(status, "/health/live").build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private HttpRequest.Builder to(int where, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + where + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + TOKEN);
  }

  private int get(String path) throws Exception {
    return http.send(to(port, path).build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** How often each status came of so many requests at once. */
  private Map<Integer, Integer> atOnce(int requests, List<String> paths) {
    List<CompletableFuture<HttpResponse<Void>>> sent = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      sent.add(
          http.sendAsync(
              to(port, paths.get(i % paths.size())).build(),
              HttpResponse.BodyHandlers.discarding()));
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    sent.forEach(it -> statuses.merge(it.join().statusCode(), 1, Integer::sum));
    System.out.printf("%d at once of %s...: %s%n", requests, paths.get(0), statuses);
    return statuses;
  }

  private static String head(String line, String more) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + TOKEN
        + "\r\nContent-Type: application/json\r\n"
        + more;
  }

  @Test
  void whatIsTooLargeIsRefused() throws Exception {
    String answer = "POST /api/v1/queue/answer";
    assertThat(RawHttp.ask(port, head(answer, "Content-Length: 70000\r\n\r\n")))
        .startsWith("HTTP/1.1 413");
    assertThat(
            RawHttp.ask(
                port,
                head(answer, "Transfer-Encoding: chunked\r\n\r\n")
                    + "10001\r\n"
                    + "x".repeat(0x10001)
                    + "\r\n0\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    for (int i = 0; i < 20; i++) {
      assertThat(
              RawHttp.ask(
                  port,
                  head("POST /api/v1/queue/import?format=csv", "Content-Length: 40000000\r\n\r\n")))
          .startsWith("HTTP/1.1 413");
    }
    assertThat(RawHttp.head(port, head("GET /" + "?a=b&c=d".repeat(2_000), "")))
        .matches("(?s)HTTP/1.1 4(14|31).*");
    assertThat(RawHttp.head(port, head("GET /", ("X-A: " + "a".repeat(100) + "\r\n").repeat(900))))
        .startsWith("HTTP/1.1 431");
    String nested = "{\"annotator\":" + "[".repeat(60_000);
    assertThat(
            RawHttp.ask(
                port,
                head(
                    answer,
                    "Connection: close\r\nContent-Length: "
                        + nested.length()
                        + "\r\n\r\n"
                        + nested)))
        .startsWith("HTTP/1.1 400");
    String form = "a=b&".repeat(16_000);
    assertThat(
            RawHttp.ask(
                port,
                head(
                    "POST /answer",
                    "Connection: close\r\nContent-Length: " + form.length() + "\r\n\r\n" + form)))
        .startsWith("HTTP/1.1 400");
  }

  @Thorough
  @Test
  void largePicturesInParallelAreBounded() {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < LARGE; i++) {
      paths.add("/api/v1/frames/picture?frameId=large-" + i);
    }
    assertThat(atOnce(60, paths).keySet()).isSubsetOf(Set.of(200, 422, 503)).contains(200);
    // This format names the size of each picture.
    assertThat(get503("/api/v1/queue/export?format=coco&which=waiting"))
        .isSubsetOf(Set.of(200, 503));
  }

  @Test
  void lookUpsInParallelAreBounded() {
    assertThat(
            atOnce(
                    60,
                    List.of(
                        "/api/v1/frames/context?frameId=frame-1",
                        "/api/v1/frames/context?frameId=frame-2",
                        "/api/v1/frames/known?frameId=frame-3",
                        "/api/v1/frames/heat?frameId=frame-4"))
                .keySet())
        .isSubsetOf(Set.of(200, 404, 422, 503));
  }

  @Test
  void listsAndExportsInParallelAreBounded() {
    assertThat(
            atOnce(
                    60,
                    List.of(
                        "/api/v1/queue/export?format=label-studio&which=all",
                        "/api/v1/queue/export?format=csv&which=all",
                        "/api/v1/queue/candidates?limit=1000",
                        "/api/v1/live"))
                .keySet())
        .isSubsetOf(Set.of(200, 503))
        .contains(200);
  }

  private Collection<Integer> get503(String path) {
    return atOnce(4, List.of(path)).keySet();
  }

  @Test
  void clientsThatDoNotReadAreLetGo() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", port));
        String path = i % 2 == 0 ? "/api/v1/live/events" : "/api/v1/queue/candidates?limit=1000";
        socket
            .getOutputStream()
            .write(
                (head("GET " + path, "Accept: text/event-stream\r\n\r\n")
                        .repeat(i % 2 == 0 ? 1 : 8))
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        sockets.add(socket);
      }
      itStillAnswersWithinSeconds();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> get("/api/v1/queue/candidates?limit=1") == 200);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void connectionsAndBodiesThatComeSlowlyAreBounded() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        sockets.add(
            RawHttp.open(
                port,
                i % 3 == 0
                    ? "GET / HTTP/1.1\r\nHo"
                    : head("POST /api/v1/queue/answer", "Content-Length: 60000\r\n\r\n{")));
        sockets.add(RawHttp.open(status, "GET /metrics HTTP/1.1\r\nHo"));
      }
      itStillAnswersWithinSeconds();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    assertThat(
            RawHttp.ask(status, "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD, OPTIONS")
        .containsIgnoringCase("X-Content-Type-Options: nosniff");
  }
}
