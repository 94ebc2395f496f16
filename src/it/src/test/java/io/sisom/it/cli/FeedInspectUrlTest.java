package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.SmallMcap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sisom feed inspect} of a file on a web server. */
class FeedInspectUrlTest {
  private static final Instant START = Instant.parse("2016-05-04T12:00:00Z");

  @TempDir private Path dir;
  private HttpServer server;
  private final String name = UUID.randomUUID() + ".mcap";
  private byte[] file = new byte[0];

  @BeforeEach
  void serve() throws IOException {
    SmallMcap mcap = new SmallMcap("/camera");
    file = mcap.add(START).add(START.plusSeconds(1)).finished();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/" + name,
        it -> {
          it.sendResponseHeaders(200, file.length);
          it.getResponseBody().write(file);
          it.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void showsTheSameAsOfAFileAndLeavesNothingBehind() throws Exception {
    Path same = Files.write(dir.resolve(name), file);
    for (String output : new String[] {"text", "json"}) {
      Run url = Shell.run("feed", "inspect", url("/" + name), "--output", output);
      Run disk = Shell.run("feed", "inspect", same.toString(), "--output", output);
      assertThat(url).isEqualTo(disk);
      assertThat(url.exitCode()).isZero();
    }
    assertThat(left()).isEmpty();
    JsonNode json =
        new ObjectMapper()
            .readTree(Shell.run("feed", "inspect", url("/" + name), "--output", "json").out());
    assertThat(json.at("/topics/0/messages").asInt()).isEqualTo(2);
  }

  @Test
  void aFileThatCannotBeFetchedIsToldAndTheRestIsShown() throws Exception {
    Path same = Files.write(dir.resolve(name), file);
    Run run = Shell.run("feed", "inspect", url("/none"), same.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("status 404").doesNotContain("\tat ");
    assertThat(run.out()).contains(name);
    Run alone = Shell.run("feed", "inspect", url("/none"));
    assertThat(alone.exitCode()).isEqualTo(1);
    assertThat(alone.err()).contains("status 404").doesNotContain("\tat ", "hunter2");
  }

  @Test
  void aFileThatIsLargerThanAllowedIsNotFetched() {
    Run run = Shell.run("feed", "inspect", url("/" + name), "--max-download", "100");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("100 are allowed", "--max-download");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed inspect ftp://ada:hunter2@localhost/run.mcap",
        "feed inspect file:/etc/hostname",
        "feed inspect http://localhost/x --max-download 0",
        "feed mcap http://ada:hunter2@localhost/run.mcap",
        "feed recording https://localhost/run.mcap --dry-run"
      })
  void whatIsNotReadFromAnAddressIsRefusedInWords(String command) {
    Run run = Shell.run(command.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).isNotBlank().doesNotContain("\tat ", "hunter2");
  }

  private String url(String path) {
    return "http://ada:hunter2@localhost:%d%s".formatted(server.getAddress().getPort(), path);
  }

  /** Temporary folders in which the file still lies. */
  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(it -> Files.exists(it.resolve("1").resolve(name))).toList();
    }
  }
}
