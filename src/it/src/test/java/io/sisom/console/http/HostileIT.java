package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.console.Console;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.setting.Settings;
import io.sisom.testkit.Thorough;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console with a token, as those who mean it harm meet it. */
class HostileIT {
  private static final String TOKEN = "a token of enough characters";
  private static final int LISTENERS = 5;
  private static final List<String> HEADERS =
      List.of(
          "Content-Security-Policy:",
          "X-Content-Type-Options: nosniff",
          "X-Frame-Options: DENY",
          "Referrer-Policy:",
          "Cross-Origin-Opener-Policy:",
          "Cross-Origin-Resource-Policy:",
          "Cache-Control:");

  private static QueueRig rig;
  private static ConsoleProcess process;
  private static Console console;
  private static FleetWatch fleet;
  private ConsoleServer server;
  private Caller caller;

  @BeforeAll
  static void startConsole(@TempDir Path dir) throws Exception {
    rig = new QueueRig(dir, Map.of("live.listeners", "" + LISTENERS));
    rig.publish(0, 20);
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    await().atMost(QueueRig.PATIENCE).until(() -> console.queue().state() == ConsoleState.SERVING);
  }

  @AfterAll
  static void stopConsole() {
    process.close();
    rig.close();
  }

  @BeforeEach
  void start() {
    server = start(Map.of());
    caller = new Caller(server.port());
  }

  private static ConsoleServer start(Map<String, String> more) {
    Map<String, String> settings = new java.util.HashMap<>(more);
    settings.put("console.port", "0");
    settings.put("console.token", TOKEN);
    return ConsoleServer.start(
        console, fleet, Settings.of(settings).bind(ConsoleConfig.class), Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String raw(String head) throws Exception {
    return RawHttp.head(server.port(), head);
  }

  private static String authorized(String head) {
    return head + "Host: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n";
  }

  @Test
  void whateverAnswersBearsTheHeadersAndNoName() throws Exception {
    Map<String, Integer> requests =
        Map.ofEntries(
            Map.entry("nonsense\r\n", 400),
            Map.entry("GET / HTTP/1.1\r\n", 400),
            Map.entry("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
            Map.entry("GET /%zz HTTP/1.1\r\nHost: localhost\r\n", 400),
            Map.entry("GET / HTTP/3.7\r\nHost: localhost\r\n", 505),
            Map.entry("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9_000) + "\r\n", 431),
            Map.entry("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: localhost\r\n", 414),
            Map.entry(
                "GET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=" + "x".repeat(9_000) + "\r\n",
                431),
            Map.entry("TRACE / HTTP/1.1\r\nHost: localhost\r\n", 405),
            Map.entry("BREW / HTTP/1.1\r\nHost: localhost\r\n", 405),
            Map.entry("DELETE /api/v1/queue/stats HTTP/1.1\r\nHost: localhost\r\n", 405),
            Map.entry("GET /nothing HTTP/1.1\r\nHost: localhost\r\n", 404),
            Map.entry("GET /api/nothing HTTP/1.1\r\nHost: localhost\r\n", 404),
            Map.entry("GET /api/v1/queue/stats HTTP/1.1\r\nHost: localhost\r\n", 401),
            Map.entry("GET / HTTP/1.1\r\nHost: localhost\r\n", 303),
            Map.entry("GET /login HTTP/1.1\r\nHost: localhost\r\n", 200),
            Map.entry("GET /static/console.css HTTP/1.1\r\nHost: localhost\r\n", 200),
            Map.entry("HEAD /login HTTP/1.1\r\nHost: localhost\r\n", 200),
            Map.entry("OPTIONS /login HTTP/1.1\r\nHost: localhost\r\n", 204),
            Map.entry("GET / HTTP/1.1\r\nHost: evil.example\r\n", 421),
            Map.entry(
                "POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n",
                403));
    for (Map.Entry<String, Integer> request : requests.entrySet()) {
      String answer = raw(request.getKey());
      String line = request.getKey().substring(0, Math.min(60, request.getKey().length()));
      assertThat(answer).as(line).startsWith("HTTP/1.1 " + request.getValue());
      for (String header : HEADERS) {
        assertThat(answer).as(line).containsIgnoringCase("\r\n" + header);
      }
      assertThat(answer.toLowerCase(java.util.Locale.ROOT))
          .as(line)
          .doesNotContain("jetty", "javalin", "\r\nserver:", "exception", "access-control");
    }
  }

  @Test
  void wrongMethodsAreToldTheRightOnesBeforeAnythingElse() throws Exception {
    assertThat(raw("PUT /api/v1/queue/answer HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: OPTIONS, POST");
    assertThat(raw("POST /live HTTP/1.1\r\nHost: localhost\r\n"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD, OPTIONS");
    assertThat(
            raw(
                "POST /api/v1/queue/stats HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\n"))
        .startsWith("HTTP/1.1 405");
    assertThat(
            raw(
                "OPTIONS /api/v1/queue/answer HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"))
        .startsWith("HTTP/1.1 204")
        .doesNotContainIgnoringCase("access-control");
  }

  @Test
  void noSpellingOfAPathComesAroundTheGuard() throws Exception {
    for (String path :
        List.of(
            "/static/../api/v1/queue/stats",
            "/static/%2e%2e/api/v1/queue/stats",
            "/static/..%2fapi/v1/queue/stats",
            "/static/..;/api/v1/queue/stats",
            "/login/../api/v1/queue/stats",
            "/login;/../api/v1/queue/stats",
            "/login;a=b",
            "//api/v1/queue/stats",
            "/./api/v1/queue/stats",
            "/api/v1/queue/stats;x=/static/",
            "/api/v1/queue/%73tats",
            "/API/v1/queue/stats",
            "/api\\v1\\queue\\stats",
            "http://localhost/api/v1/queue/stats",
            "/api/v1/queue/stats/",
            "/static/",
            "*")) {
      String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      assertThat(answer).as(path).doesNotStartWith("HTTP/1.1 2").doesNotContain("\"waiting\"");
    }
  }

  @Test
  void aHostIsOneOfOursHoweverItIsWritten() throws Exception {
    for (String host :
        List.of(
            "localhost.",
            "localhost@evil.example",
            "evil.example:80@localhost",
            "localhost:1@evil.example",
            "evil.example#localhost",
            "localhost.evil.example",
            "")) {
      assertThat(raw("GET /login HTTP/1.1\r\nHost: " + host + "\r\n"))
          .as(host)
          .matches("(?s)HTTP/1.1 (400|421).*");
    }
    for (String host : List.of("LOCALHOST", "localhost:99999", "[::1]:80", "127.0.0.1", "[::1]")) {
      assertThat(raw("GET /login HTTP/1.1\r\nHost: " + host + "\r\n"))
          .as(host)
          .matches("(?s)HTTP/1.1 (200|400).*");
    }
    assertThat(raw("GET http://evil.example/login HTTP/1.1\r\nHost: localhost\r\n"))
        .matches("(?s)HTTP/1.1 (400|421).*");
    assertThat(raw("GET /login HTTP/1.0\r\n")).as("no Host").matches("(?s)HTTP/1.1 (400|421).*");
  }

  @Test
  void oneRequestIsNeverTwo() throws Exception {
    String smuggled = "GET /login HTTP/1.1\r\nHost: localhost\r\n\r\n";
    for (String framing :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 6\r\n",
            "Transfer-Encoding: chunked, identity\r\n",
            "Transfer-Encoding: xchunked\r\n",
            "Content-Length: +5\r\n")) {
      String answer =
          RawHttp.ask(
              server.port(),
              "POST /login HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
                  + framing
                  + "\r\n0\r\n\r\n"
                  + smuggled);
      assertThat(answer).as(framing).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void guessingIsSlowAndHarmsNobodyWhoIsLoggedIn() throws Exception {
    String session = logIn();
    int looked = 0;
    int refused = 0;
    int retry = 0;
    for (int i = 0; i < 60; i++) {
      HttpResponse<String> last =
          i % 2 == 0
              ? caller.form("/login", "", Map.of("token", "guess " + i))
              : caller.get("/api/v1/queue/stats", "Authorization", "Bearer guess " + i);
      looked += last.statusCode() == 403 || last.statusCode() == 401 ? 1 : 0;
      refused += last.statusCode() == 429 ? 1 : 0;
      retry = last.headers().firstValue("Retry-After").map(Integer::parseInt).orElse(0);
    }
    assertThat(looked).isBetween(Attempts.FAILURES, Attempts.FAILURES + 2);
    assertThat(refused).isGreaterThan(40);
    assertThat(retry).isBetween(1, 10);
    assertThat(caller.form("/login", "", Map.of("token", TOKEN)).statusCode())
        .as("the token is not looked at either, or guessing would go on")
        .isEqualTo(429);
    assertThat(caller.get("/api/v1/queue/stats", "Cookie", session).statusCode()).isEqualTo(200);
    double counted = rig.registry().get("sisom.console.login.failures").counter().count();
    assertThat(counted).isGreaterThanOrEqualTo(60);
  }

  private String logIn() throws Exception {
    HttpResponse<String> in = caller.form("/login", "", Map.of("token", TOKEN));
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void whoLogsOutIsOutAndHisStreamEnds() throws Exception {
    String session = logIn();
    String other = logIn();
    assertThat(caller.get("/live", "Cookie", session).body()).contains("action=\"/logout\"");
    try (Socket stream =
        RawHttp.open(
            server.port(),
            "GET /api/v1/live/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                + session
                + "\r\n\r\n")) {
      await().atMost(QueueRig.PATIENCE).until(() -> server.listeners() == 1);
      HttpResponse<String> out = caller.form("/logout", session, Map.of());
      assertThat(out.statusCode()).isEqualTo(303);
      assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("sisom_session=;")
          .contains("Expires=Thu, 01 Jan 1970");
      await().atMost(QueueRig.PATIENCE).until(() -> server.listeners() == 0);
      while (stream.getInputStream().read() >= 0) {
        // what came before the end
      }
    }
    assertThat(caller.get("/api/v1/queue/stats", "Cookie", session).statusCode()).isEqualTo(401);
    assertThat(caller.get("/api/v1/queue/stats", "Cookie", other).statusCode()).isEqualTo(200);
    assertThat(
            caller
                .post("/logout", "", "Cookie", other, "Origin", "https://evil.example")
                .statusCode())
        .as("another site logs nobody out")
        .isEqualTo(403);
  }

  @Test
  void behindTlsACookieIsForTlsAloneAndNobodyTossesOne() throws Exception {
    try (ConsoleServer behind =
        start(Map.of("console.proxies", "127.0.0.1", "console.hosts", "console.example"))) {
      String login =
          "POST /login HTTP/1.1\r\nHost: console.example\r\nOrigin: https://console.example\r\n"
              + "X-Forwarded-Proto: https\r\nX-Forwarded-For: 203.0.113.7\r\n"
              + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n";
      String body = "token=" + TOKEN.replace(' ', '+');
      String in =
          RawHttp.ask(
              behind.port(), login + "Content-Length: " + body.length() + "\r\n\r\n" + body);
      assertThat(in).startsWith("HTTP/1.1 303").contains("Set-Cookie: __Host-sisom_session=");
      assertThat(in).containsPattern("Set-Cookie: __Host-sisom_session=[^\r]*; Secure");
      String cookie = in.replaceAll("(?s).*__Host-sisom_session=([^;]*);.*", "$1");
      String stats =
          "GET /api/v1/queue/stats HTTP/1.1\r\nHost: console.example\r\nX-Forwarded-Proto: https\r\n";
      assertThat(
              RawHttp.head(
                  behind.port(), stats + "Cookie: __Host-sisom_session=" + cookie + "\r\n"))
          .startsWith("HTTP/1.1 200");
      assertThat(RawHttp.head(behind.port(), stats + "Cookie: sisom_session=" + cookie + "\r\n"))
          .as("a name that a neighbor in the domain may set")
          .startsWith("HTTP/1.1 401");
      assertThat(
              RawHttp.ask(
                  behind.port(),
                  login.replace("Origin: https", "Origin: http")
                      + "Content-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body))
          .as("a page in the clear is another site")
          .startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void anAnswerThroughAProxyThatHidesTheHostSaysWhatToSet() throws Exception {
    HttpResponse<String> answer =
        caller.post(
            "/api/v1/queue/answer",
            "{}",
            "Cookie",
            logIn(),
            "Origin",
            "https://console.example.org");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "Origin is 'https://console.example.org'",
            "Host is '127.0.0.1:" + server.port() + "'",
            "proxy_set_header Host $http_host",
            "console.hosts");
    assertThat(raw("GET / HTTP/1.1\r\nHost: console.example.org\r\n"))
        .startsWith("HTTP/1.1 421")
        .contains("console.example.org", "console.hosts");
    assertThat(raw("GET / HTTP/1.1\r\nHost: <script>\r\n")).doesNotContain("<script>");
  }

  /** More than the server has threads. */
  @Test
  void twoHundredSlowBodiesHoldUpNobody() throws Exception {
    for (String who : List.of("", "Authorization: Bearer " + TOKEN + "\r\n")) {
      List<Socket> slow = new ArrayList<>();
      try {
        for (int i = 0; i < 220; i++) {
          String path = who.isEmpty() && i % 2 == 0 ? "/login" : "/api/v1/queue/answer";
          slow.add(
              RawHttp.open(
                  server.port(),
                  "POST "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
                      + who
                      + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        }
        Thread.sleep(500);
        for (int i = 0; i < 10; i++) {
          assertThat(
                  caller
                      .get("/api/v1/queue/stats", "Authorization", "Bearer " + TOKEN)
                      .statusCode())
              .isEqualTo(200);
        }
        assertThat(slow.stream().filter(HostileIT::waits).count())
            .as("slow requests that the server was at all the while")
            .isGreaterThanOrEqualTo(who.isEmpty() ? 100 : slow.size());
      } finally {
        for (Socket socket : slow) {
          socket.close();
        }
      }
    }
  }

  /** Whether it was neither answered nor closed. */
  private static boolean waits(Socket socket) {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return false;
    } catch (java.net.SocketTimeoutException e) {
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void whoHasNotLoggedInIsAnsweredBeforeHisBodyComes() throws Exception {
    String answer =
        RawHttp.ask(
            server.port(),
            "POST /api/v1/queue/import?format=csv HTTP/1.1\r\nHost: localhost\r\nX-Sisom-Client: x\r\nContent-Length: 30000000\r\n\r\nframeId");
    assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("stays open");
  }

  @Thorough
  @Test
  void whoNeverEndsHisHeadersOrHisBodyIsLetGo() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    try {
      long began = System.nanoTime();
      for (String begun :
          List.of(
              "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ",
              authorized("POST /api/v1/queue/answer HTTP/1.1\r\n")
                  + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n",
              authorized("POST /api/v1/queue/import?format=csv HTTP/1.1\r\n")
                  + "Content-Length: 60000\r\n\r\n")) {
        sockets.add(RawHttp.open(server.port(), begun));
      }
      List<Socket> open = new ArrayList<>(sockets);
      await()
          .pollInterval(java.time.Duration.ofMillis(500))
          .atMost(java.time.Duration.ofSeconds(60))
          .until(
              () -> {
                if (open.removeIf(HostileIT::closedAfterOneMoreByte)) {
                  assertThat((System.nanoTime() - began) / 1e9).as("seconds").isGreaterThan(10);
                }
                return open.isEmpty();
              });
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static boolean closedAfterOneMoreByte(Socket socket) {
    try {
      socket.getOutputStream().write("x".getBytes(StandardCharsets.US_ASCII));
      socket.setSoTimeout(50);
      return socket.getInputStream().read() >= 0 || true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (java.io.IOException e) {
      return true;
    }
  }

  @Test
  void noMoreListenersAreLetInThanAreAllowedHoweverManyComeAtOnce() throws Exception {
    String session = logIn();
    ExecutorService crowd = Executors.newFixedThreadPool(40);
    List<Socket> sockets = java.util.Collections.synchronizedList(new ArrayList<>());
    try {
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(
            () -> {
              Socket socket =
                  RawHttp.open(
                      server.port(),
                      "GET /api/v1/live/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: "
                          + session
                          + "\r\n\r\n");
              sockets.add(socket);
              return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            });
      }
      int in = 0;
      for (Future<String> status : crowd.invokeAll(all)) {
        in += status.get().endsWith("200") ? 1 : 0;
      }
      assertThat(in).isEqualTo(LISTENERS);
      assertThat(server.listeners()).isEqualTo(LISTENERS);
    } finally {
      crowd.shutdownNow();
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void anEmptyFieldIsAMistakeAndNotAWish() throws Exception {
    String session = logIn();
    for (Map.Entry<String, String> order :
        Map.of(
                "/api/v1/queue/undo", "{\"annotator\":\"ann\",\"frameId\":\"\"}",
                "/api/v1/episodes/any/false-alarm", "{\"annotator\":\"ann\",\"label\":\" \"}",
                "/api/v1/queue/next", "{\"annotator\":\"ann\",\"annotator\":\"bob\"}",
                "/api/v1/queue/lease", "{\"annotator\":\"ann\",\"frameId\":\"x\"} {}")
            .entrySet()) {
      HttpResponse<String> answer =
          caller.post(
              order.getKey(),
              order.getValue(),
              "Content-Type",
              "application/json",
              "X-Sisom-Client",
              "test",
              "Cookie",
              session);
      assertThat(answer.statusCode()).as(order.getKey() + answer.body()).isEqualTo(400);
    }
    assertThat(
            caller
                .get("/api/v1/live/picture?partition=0&offset=0&frameId=x&size=", "Cookie", session)
                .statusCode())
        .isEqualTo(400);
  }
}
