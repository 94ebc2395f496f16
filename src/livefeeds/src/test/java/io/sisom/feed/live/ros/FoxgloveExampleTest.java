package io.sisom.feed.live.ros;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.schema.SensorFrame;
import io.sisom.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Foxglove's own image server, of npm's {@code @foxglove/ws-protocol-examples}. It speaks {@code
 * foxglove.websocket.v1} only. Skipped where {@code SISOM_TEST_FOXGLOVE} names no folder that has
 * it; {@code ops/ci/foxglove-peer.sh} makes one.
 */
class FoxgloveExampleTest {
  private final int port = FreePort.next();
  private final Path dir;
  private Path modules;
  private Process server;

  FoxgloveExampleTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @BeforeEach
  void start() throws Exception {
    String folder = System.getenv().getOrDefault("SISOM_TEST_FOXGLOVE", "");
    modules = Path.of(folder, "node_modules");
    Assumptions.assumeTrue(
        !folder.isEmpty() && Files.isDirectory(modules.resolve("@foxglove/ws-protocol-examples")),
        "this test needs npm's @foxglove/ws-protocol-examples: see SISOM_TEST_FOXGLOVE");
    run();
  }

  /** The example with its port, which is fixed in it, changed. */
  private void run() throws IOException {
    Path examples = modules.resolve("@foxglove/ws-protocol-examples/dist/cjs");
    Path image = find(examples, "image-server.js");
    Path copy = image.resolveSibling("image-server-" + port + ".js");
    Files.writeString(copy, Files.readString(image).replace("8765", Integer.toString(port)));
    server =
        new ProcessBuilder(
                "node",
                "-e",
                "require(process.argv[1]).default.parseAsync([], {from: 'user'})",
                copy.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("server.log").toFile())
            .start();
    copy.toFile().deleteOnExit();
  }

  private static Path find(Path folder, String name) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      return tree.filter(it -> it.endsWith(name)).findFirst().orElseThrow();
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40));
  }

  @Test
  void itsImagesAreFedAndSoTheyAreWhenItWasAwayMeanwhile() throws Exception {
    try (RobotRig rig =
        new RobotRig(
            new FoxgloveSource(
                RobotRig.address("ws://127.0.0.1:" + port),
                RobotRig.choice(1 << 20),
                Clock.systemUTC()))) {
      patiently().until(() -> rig.frames().size() > 5);
      stop();
      int before = rig.frames().size();
      patiently().until(() -> rig.notes().stream().anyMatch(it -> it.contains("trying again")));
      run();
      patiently().until(() -> rig.frames().size() > before + 5);
      List<SensorFrame> frames = rig.frames();
      assertThat(frames).extracting(SensorFrame::getSensorId).containsOnly("example_image");
      assertThat(frames).extracting(SensorFrame::getEncoding).containsOnly("jpeg");
      assertThat(frames).extracting(SensorFrame::getFrameId).doesNotHaveDuplicates().isSorted();
      assertThat(rig.tally().all().refused()).isZero();
    }
  }
}
