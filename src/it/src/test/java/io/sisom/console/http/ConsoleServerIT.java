package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.console.Console;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.setting.Settings;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The REST interface and the pages, as programs, browsers and worse meet them. */
class ConsoleServerIT {
  private static final String TOKEN = "a token of enough characters";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static QueueRig rig;
  private static ConsoleProcess process;
  private static Console console;
  private static FleetWatch fleet;
  private static ConsoleServer server;
  private static JsonNode openapi;
  private static Caller caller;

  @BeforeAll
  static void start(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of("queue.leases", "100"));
    rig.publish(0, 200);
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    caller = new Caller(server.port());
    openapi = JSON.readTree(Resources.read("openapi.json"));
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> console.queue().read(q -> q.figures(Instant.MAX).waiting()).orElse(0) == 200);
  }

  @AfterAll
  static void stop() {
    process.close();
    rig.close();
  }

  @Test
  void everyRouteOfTheInterfaceIsDescribedAndNoOther() {
    Set<String> described = new HashSet<>();
    openapi
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            described.add(method.getKey().toUpperCase() + " " + path.getKey())));
    Set<String> served = new HashSet<>(server.served());
    served.removeIf(route -> !route.contains(" /api/"));
    assertThat(served).isEqualTo(described);
  }

  @Test
  void answersAreAsTheirSchemasSay() throws Exception {
    String next = check("post", "/api/v1/queue/next", "", body("annotator", "ann")).body();
    String frameId = JSON.readTree(next).at("/frame/frameId").asText();
    Map<String, String> onFrame = body("annotator", "ann", "frameId", frameId);
    check("post", "/api/v1/queue/lease", "", onFrame);
    check("post", "/api/v1/queue/renew", "", onFrame);
    check("post", "/api/v1/queue/return", "", onFrame);
    check(
        "post",
        "/api/v1/queue/answer",
        "",
        body("annotator", "ann", "frameId", frameId, "label", "kite"));
    check("post", "/api/v1/queue/undo", "", onFrame);
    check(
        "post",
        "/api/v1/queue/skip",
        "",
        body("annotator", "ann", "frameId", frameId, "reason", "junk"));
    check(
        "post",
        "/api/v1/queue/answer-burst",
        "",
        body("annotator", "burster", "frameId", "frame-100", "label", "kite"));
    assertThat(rig.pool())
        .as("of one sensor and class, seen together")
        .containsEntry("frame-100|burster", "kite")
        .containsEntry("frame-114|burster", "kite")
        .doesNotContainKey("frame-107|burster")
        .doesNotContainKey("frame-101|burster");
    for (String path : List.of("stats", "agreement", "labels", "candidates")) {
      check("get", "/api/v1/queue/" + path, "", Map.of());
    }
    check("get", "/api/v1/queue/leases", "?annotator=ann", Map.of());
    check("get", "/api/v1/queue/frame", "?frameId=" + frameId, Map.of());
    check("get", "/api/v1/frames/context", "?frameId=" + frameId, Map.of());
  }

  private HttpResponse<String> check(
      String method, String path, String query, Map<String, String> body) throws Exception {
    HttpResponse<String> response =
        method.equals("get")
            ? caller.get(path + query)
            : caller.post(path, JSON.writeValueAsString(body));
    assertThat(response.statusCode()).as("%s %s", path, response.body()).isEqualTo(200);
    JsonNode operation = openapi.path("paths").path(path).path(method);
    JsonNode schema =
        operation.path("responses").path("200").path("content").path("application/json");
    assertThat(
            SchemaCheck.complaints(openapi, schema.path("schema"), JSON.readTree(response.body())))
        .as(path)
        .isEmpty();
    return response;
  }

  private static Map<String, String> body(String... fields) {
    Map<String, String> body = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      body.put(fields[i], fields[i + 1]);
    }
    return body;
  }

  @Test
  void aPictureIsAPngOfTheFramesOwnSize() throws Exception {
    HttpResponse<byte[]> picture = caller.bytes("/api/v1/frames/picture?frameId=frame-150");
    assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(ImageIO.read(new ByteArrayInputStream(picture.body())).getWidth()).isEqualTo(32);
  }

  @Test
  void aFrameThatHasALabelIsShownByItsIdAndNoOther() throws Exception {
    check(
        "post",
        "/api/v1/queue/answer",
        "",
        body("annotator", "kim", "frameId", "frame-160", "label", "kite"));
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> caller.bytes("/api/v1/frames/known?frameId=frame-160").statusCode() == 200);
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> caller.get("/api/v1/frames/known?frameId=frame-161").statusCode() == 404);
    problem(400, caller.get("/api/v1/frames/known"));
  }

  @Test
  void whatIsWrongIsSaidAsAProblem() throws Exception {
    String answer = "/api/v1/queue/answer";
    problem(400, caller.post(answer, "{nonsense"));
    problem(400, caller.post(answer, "[]"));
    problem(400, caller.post(answer, ""));
    problem(400, caller.post(answer, "{\"annotator\":1,\"frameId\":\"x\",\"label\":\"y\"}"));
    problem(400, caller.post(answer, "{\"annotator\":\"a\",\"unknown\":\"x\"}"));
    problem(400, caller.post(answer, json("a|b", "frame-1", "cat")));
    problem(400, caller.post(answer, json("ann", "frame-1", "two\\nlines")));
    problem(400, caller.post(answer, json("ann", "frame-1", "x".repeat(101))));
    problem(404, caller.post(answer, json("ann", "no such frame", "cat")));
    problem(413, caller.post(answer, "\"" + "x".repeat(1 << 20) + "\""));
    problem(415, caller.post(answer, "{}", "X-Sisom-Client", "test", "Content-Type", "text/plain"));
    problem(404, caller.get("/api/v1/nothing"));
    problem(404, caller.get("/api/v1/frames/picture?frameId=none"));
    problem(404, caller.get("/api/v1/frames/heat?frameId=none"));
    problem(404, caller.get("/api/v1/frames/context?frameId=none"));
    problem(400, caller.get("/api/v1/frames/sensor-picture?partition=0&offset=-1"));
    problem(400, caller.get("/api/v1/frames/sensor-picture?partition=4294967296&offset=0"));
    problem(410, caller.get("/api/v1/frames/sensor-picture?partition=77&offset=0"));
    problem(400, caller.get("/api/v1/queue/candidates?limit=many"));
    problem(400, caller.get("/api/v1/queue/export?format=xml"));
  }

  private static String json(String annotator, String frameId, String label) {
    return "{\"annotator\":\"%s\",\"frameId\":\"%s\",\"label\":\"%s\"}"
        .formatted(annotator, frameId, label);
  }

  private static void problem(int status, HttpResponse<String> response) throws Exception {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(
            SchemaCheck.complaints(
                openapi, openapi.at("/components/schemas/Problem"), JSON.readTree(response.body())))
        .isEmpty();
  }

  @Test
  void otherSitesCanNeitherAskNorReadNorRebind() throws Exception {
    String next = "/api/v1/queue/next";
    String who = "{\"annotator\":\"eve\"}";
    assertThat(caller.post(next, who, "Content-Type", "application/json").statusCode())
        .as("no header that only a program or our own page sends")
        .isEqualTo(403);
    assertThat(
            caller
                .post(
                    next,
                    who,
                    "Content-Type",
                    "application/json",
                    "X-Sisom-Client",
                    "x",
                    "Origin",
                    "https://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(caller.post("/answer", "label=x", "Origin", "null").statusCode()).isEqualTo(403);
    assertThat(raw("GET /api/v1/queue/stats HTTP/1.1\r\nHost: evil.example\r\n"))
        .startsWith("HTTP/1.1 421");
    assertThat(caller.get("/").headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(caller.get("/").headers().map()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  /** HTTP by hand: Java's client sets the Host header itself. */
  private static String raw(String head) throws Exception {
    try (java.net.Socket socket = new java.net.Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write(
              (head + "Connection: close\r\n\r\n")
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      return new String(
          socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  @Test
  void withATokenNobodyElseComesIn() throws Exception {
    ConsoleConfig config =
        Settings.of(Map.of("console.port", "0", "console.token", TOKEN)).bind(ConsoleConfig.class);
    try (ConsoleServer guarded = ConsoleServer.start(console, fleet, config, Clock.systemUTC())) {
      Caller stranger = new Caller(guarded.port());
      assertThat(stranger.get("/api/v1/queue/stats").statusCode()).isEqualTo(401);
      assertThat(
              stranger
                  .get("/api/v1/queue/stats", "Authorization", "Bearer not the token at all")
                  .statusCode())
          .isEqualTo(401);
      assertThat(stranger.get("/").headers().firstValue("Location")).contains("/login");
      assertThat(
              stranger
                  .get("/api/v1/queue/stats", "Cookie", "sisom_session=9999999999.00")
                  .statusCode())
          .isEqualTo(401);
      assertThat(
              stranger.get("/api/v1/queue/stats", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);

      assertThat(stranger.form("/login", "", Map.of("token", "wrong")).statusCode()).isEqualTo(403);
      HttpResponse<String> in = stranger.form("/login", "", Map.of("token", TOKEN));
      String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);
      String session = cookie.substring(0, cookie.indexOf(';'));
      assertThat(stranger.get("/", "Cookie", session).body()).contains("Who labels?");
    }
  }

  @Test
  void aPersonLabelsFrameAfterFrameWithoutScripts() throws Exception {
    HttpResponse<String> named = caller.form("/annotator", "", Map.of("annotator", "Zoë <b>"));
    String setCookie = named.headers().firstValue("Set-Cookie").orElseThrow();
    String cookie = setCookie.substring(0, setCookie.indexOf(';'));
    String page = caller.get("/", "Cookie", cookie).body();
    assertThat(page).contains("Zoë &lt;b&gt;", "/api/v1/frames/picture?frameId=frame-");
    String frameId = page.replaceAll("(?s).*?name=\"frameId\" value=\"([^\"]*)\".*", "$1");

    String evil = "<script>alert(1)</script>";
    Map<String, String> answer = Map.of("frameId", frameId, "label", evil);
    assertThat(caller.form("/answer", cookie, answer).statusCode()).isEqualTo(303);

    assertThat(rig.pool()).containsEntry(frameId + "|Zoë <b>", evil);
    String after = caller.get("/", "Cookie", cookie).body();
    assertThat(after)
        .doesNotContain("<script>")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "<b id=\"today\">1</b> labels today");
    assertThat(caller.form("/undo", cookie, Map.of("frameId", frameId)).statusCode())
        .isEqualTo(303);
    assertThat(rig.pool()).doesNotContainKey(frameId + "|Zoë <b>");
  }

  @Test
  void whatIsExportedCanBeImportedInEveryFormat() throws Exception {
    for (String format : List.of("label-studio", "coco", "csv")) {
      String frameId = "frame-" + (170 + format.length());
      String who = "importer-" + format;
      caller.post("/api/v1/queue/answer", json(who, frameId, "kite, \\\"red\\\""));
      String path = "/api/v1/queue/export?format=" + format;
      HttpResponse<String> exported = caller.get(path);
      assertThat(exported.statusCode()).isEqualTo(200);
      caller.post("/api/v1/queue/undo", "{\"annotator\":\"" + who + "\"}");
      assertThat(rig.pool()).doesNotContainKey(frameId + "|" + who);

      HttpResponse<String> imported =
          caller.post(
              "/api/v1/queue/import?format=" + format, exported.body(), "X-Sisom-Client", "test");

      assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
      assertThat(JSON.readTree(imported.body()).path("taken").asInt()).isPositive();
      assertThat(rig.pool()).containsEntry(frameId + "|" + who, "kite, \"red\"");
    }
    List<String> rubbish = new ArrayList<>(List.of("", "{}", "[{}]", "a,b\n1,2", "\"open"));
    for (String file : rubbish) {
      for (String format : List.of("label-studio", "coco", "csv")) {
        problem(
            400,
            caller.post("/api/v1/queue/import?format=" + format, file, "X-Sisom-Client", "test"));
      }
    }
  }
}
