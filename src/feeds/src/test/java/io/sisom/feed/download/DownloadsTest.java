package io.sisom.feed.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.sisom.feed.FeedException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files come whole from a web server, or not at all, whatever the server does. */
class DownloadsTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String SECRETS = "ada:hunter2@";

  @TempDir private Path folder;
  private HttpServer server;
  private ExecutorService threads;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::dispatch);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aFileComesWholeUnderItsName() throws Exception {
    on("/runs/a%20run.mcap", it -> answer(it, 200, "whole"));
    Path file = fetch(limits(100), "/runs/a%20run.mcap?token=secret");
    assertThat(file).hasContent("whole").hasParent(folder);
    assertThat(file.getFileName()).hasToString("a_run.mcap");
  }

  @Test
  void aServerThatPointsElsewhereIsFollowed() throws Exception {
    on("/old/run.mcap", it -> pointTo(it, "../new"));
    on("/new", it -> answer(it, 200, "whole"));
    assertThat(fetch(limits(100), "/old/run.mcap")).hasContent("whole").hasFileName("run.mcap");
  }

  @Test
  void aUserAndPasswordGoToTheirServerAlone() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      other.createContext(
          "/",
          it -> {
            authorizations.add(String.valueOf(it.getRequestHeaders().getFirst("Authorization")));
            answer(it, 200, "whole");
          });
      other.start();
      on("/run", it -> pointTo(it, "http://localhost:" + other.getAddress().getPort() + "/x"));
      fetch(limits(100), "/run");
    } finally {
      other.stop(0);
    }
    assertThat(authorizations).containsExactly("Basic YWRhOmh1bnRlcjI=", "null");
  }

  @Test
  void anAnswerThatIsNoFileIsTold() {
    on("/run", it -> answer(it, 404, "not here"));
    fails(limits(100), "/run", "status 404");
  }

  @Test
  void aFileThatIsSaidToBeTooLongIsNotFetched() {
    on("/run", it -> answer(it, 200, "x".repeat(101)));
    fails(limits(100), "/run", "it has 101 bytes, and 100 are allowed");
  }

  @Test
  void aFileWithoutEndIsCutOff() {
    on("/run", it -> drip(it, 1 << 16, Duration.ZERO));
    fails(limits(10 << 20), "/run", "more than the 10,485,760 bytes came");
  }

  @Test
  void aFileThatComesSlowlyIsGivenUp() {
    on("/run", it -> drip(it, 1, Duration.ofMillis(5)));
    fails(new DownloadLimits(1 << 30, LONG, SHORT), "/run", "--download-timeout");
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUp() {
    on("/run", it -> await());
    fails(new DownloadLimits(100, SHORT, LONG), "/run", "nothing came");
  }

  @Test
  void aFileThatStopsComingIsGivenUp() {
    on(
        "/run",
        it -> {
          it.sendResponseHeaders(200, 100);
          it.getResponseBody().write(new byte[50]);
          it.getResponseBody().flush();
          await();
        });
    fails(new DownloadLimits(100, SHORT, LONG), "/run", "nothing came");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        "SSH-2.0-OpenSSH_9.6\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        ""
      })
  void whatIsNoWholeAnswerIsNotTakenForAFile(String said) throws Exception {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      threads.submit(
          () -> {
            while (true) {
              try (Socket socket = raw.accept()) {
                socket.getInputStream().read(new byte[1 << 12]);
                socket.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
              }
            }
          });
      WebAddress address = WebAddress.parse("http://localhost:" + raw.getLocalPort() + "/run");
      assertThatThrownBy(() -> new Downloads(limits(100)).fetch(address, folder))
          .isInstanceOf(FeedException.class);
    }
    nothingIsLeft();
  }

  @Test
  void aServerThatPointsInACircleIsGivenUp() {
    on("/run", it -> pointTo(it, "/run"));
    fails(limits(100), "/run", "more than 5 times");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://localhost/x", "::", "jar:http://x!/y"})
  void aServerThatPointsToSomethingElseIsNotFollowed(String target) {
    on("/run", it -> pointTo(it, target));
    fails(limits(100), "/run", "no http or https address");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/hostname", "ftp://ada:hunter2@localhost/x", "http:///x"})
  void onlyTheWebIsRead(String address) {
    assertThatThrownBy(() -> WebAddress.parse(address))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("only http:// and https://")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    server.stop(0);
    fails(limits(100), "/run", "no connection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/..", "/a/%2e%2e", "/a/..%2f..%2fetc", "/.hidden", ""})
  void aFilesNameLeadsNowhereElse(String path) {
    String name = WebAddress.parse("http://localhost" + path).fileName();
    assertThat(name).isNotEmpty().doesNotContain("/").doesNotStartWith(".");
  }

  private static DownloadLimits limits(long maxBytes) {
    return new DownloadLimits(maxBytes, LONG, LONG);
  }

  private Path fetch(DownloadLimits limits, String path) {
    String address = "http://" + SECRETS + "localhost:" + server.getAddress().getPort() + path;
    return new Downloads(limits).fetch(WebAddress.parse(address), folder);
  }

  private void fails(DownloadLimits limits, String path, String words) {
    assertThatThrownBy(() -> fetch(limits, path + "?token=hunter3#hunter4"))
        .isInstanceOf(FeedException.class)
        .hasMessageStartingWith("http://localhost:")
        .hasMessageContaining(words)
        .hasMessageNotContaining("hunter")
        .hasNoCause();
    nothingIsLeft();
  }

  private void nothingIsLeft() {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void on(String path, HttpHandler handler) {
    handlers.put(path, handler);
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      handlers
          .getOrDefault(exchange.getRequestURI().getRawPath(), it -> answer(it, 404, ""))
          .handle(exchange);
    }
  }

  private void answer(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void pointTo(HttpExchange exchange, String target) throws IOException {
    exchange.getResponseHeaders().set("Location", target);
    exchange.sendResponseHeaders(302, -1);
  }

  private void drip(HttpExchange exchange, int bytes, Duration pause) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (over.getCount() > 0) {
        body.write(new byte[bytes]);
        body.flush();
        Thread.sleep(pause.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
