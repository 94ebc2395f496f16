package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.console.Console;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.QueueRig;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.console.http.ConsoleServer;
import io.sisom.it.cli.Shell.Run;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sisom queue} against a console that wants a token. */
class QueueCommandIT {
  private static final String TOKEN = "0123456789abcdef0123";

  @TempDir private static Path dir;
  private static QueueRig rig;
  private static ConsoleProcess process;
  private static Console console;
  private static FleetWatch fleet;
  private static ConsoleServer server;

  @BeforeAll
  static void start() throws Exception {
    rig = new QueueRig(dir, Map.of("console.token", TOKEN));
    rig.publish(0, 30);
    process = rig.start();
    console = process.console();
    fleet = process.fleet();
    server = process.server();
    await()
        .atMost(QueueRig.PATIENCE)
        .until(() -> console.queue().read(q -> q.figures(Instant.MAX).waiting()).orElse(0) == 30);
  }

  @AfterAll
  static void stop() {
    process.close();
    rig.close();
  }

  @Test
  void framesAreListedLeasedLabeledSkippedAndTakenBack() throws Exception {
    Run listed = queue("list", "--limit", "3", "--format", "csv");
    assertThat(listed.out()).startsWith("frameId,").hasLineCount(4);

    Path picture = dir.resolve("next.png");
    String frame = "frame-20";
    queue("lease", "--annotator", "ann", "--frame", frame, "--picture", picture.toString());
    assertThat(Files.size(picture)).isPositive();
    assertThat(queue("label", frame, "kite", "--annotator", "ann").out())
        .contains("\"repeated\":false");
    assertThat(queue("label", frame, "kite", "--annotator", "ann").out())
        .contains("\"repeated\":true");
    assertThat(rig.pool()).containsEntry("frame-20|ann", "kite");
    queue("undo", frame, "--annotator", "ann");
    assertThat(rig.pool()).doesNotContainKey("frame-20|ann");
    assertThat(queue("skip", frame, "junk", "--annotator", "ann").out()).contains("set-aside");
  }

  @Test
  void aToolDrainsTheQueueThroughAPipe() throws Exception {
    Path pictures = dir.resolve("pictures");
    InputStream before = System.in;
    System.setIn(
        new ByteArrayInputStream("kite\n!junk\nzebra\n\n".getBytes(StandardCharsets.UTF_8)));
    try {
      Run drained = queue("drain", "--annotator", "tool", "--pictures", pictures.toString());
      assertThat(drained.out()).hasLineCount(4).contains("\"file\":");
      assertThat(drained.err()).contains("3 frames labeled or skipped");
    } finally {
      System.setIn(before);
    }
    assertThat(rig.pool().values()).contains("kite", "zebra");
    try (Stream<Path> files = Files.list(pictures)) {
      assertThat(files).hasSize(4);
    }
    assertThat(console.queue().read(q -> q.leasedTo("tool")).orElseThrow())
        .as("the last was returned")
        .isEmpty();
  }

  @Test
  void whatIsExportedIsImported() throws Exception {
    Path file = dir.resolve("answers.csv");
    Files.writeString(file, "frameId,label\nframe-25,kite\nno-such-frame,kite\n");
    Run imported = run("import", file.toString(), "--as", "csv", "--annotator", "bob");
    assertThat(imported.exitCode()).as("one frame is unknown").isEqualTo(1);
    assertThat(imported.out()).contains("\"taken\":1", "unknown-frame");
    assertThat(rig.pool()).containsEntry("frame-25|bob", "kite");

    Path tasks = dir.resolve("tasks.json");
    Path pictures = dir.resolve("exported");
    queue(
        "export",
        "--as",
        "label-studio",
        "--pictures",
        pictures.toString(),
        "--prefix",
        "/data/local-files/?d=",
        "--out",
        tasks.toString());
    assertThat(Files.readString(tasks)).contains("frame-25", "/data/local-files/?d=frame-25-");
    try (Stream<Path> files = Files.list(pictures)) {
      assertThat(files).anyMatch(it -> it.getFileName().toString().startsWith("frame-25-"));
    }
  }

  @Test
  void aLabelThatBeginsLikeAFormulaGoesThroughASpreadsheetAndComesBack() throws Exception {
    queue("label", "frame-27", "+1 kite", "--annotator", "ann");
    Path file = dir.resolve("spreadsheet.csv");
    queue("export", "--as", "csv", "--out", file.toString());
    assertThat(Files.readString(file)).contains("frame-27,ann,'+1 kite,").doesNotContain(",+");
    assertThat(queue("import", file.toString(), "--as", "csv").out()).contains("\"refused\":0");
    assertThat(rig.pool()).containsEntry("frame-27|ann", "+1 kite");
  }

  @Test
  void anImportThatTakesNothingFailsAndSaysWhy() throws Exception {
    Path file = dir.resolve("quality.json");
    Files.writeString(
        file,
        "[{\"data\":{\"frame_id\":\"frame-26\"},\"annotations\":[{\"result\":[{\"from_name\":"
            + "\"quality\",\"type\":\"choices\",\"value\":{\"choices\":[\"blurry\"]}}]}]}]");
    Run imported = run("import", file.toString(), "--as", "label-studio", "--annotator", "bob");
    assertThat(imported.exitCode()).isEqualTo(1);
    assertThat(imported.err()).contains("0 labels taken", "other-control");
    assertThat(rig.pool()).doesNotContainKey("frame-26|bob");
  }

  @Test
  void whatTheConsoleRefusesIsOneLine() {
    Run unknown = run("label", "no such frame", "kite", "--annotator", "ann");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("does not know this frame").hasLineCount(1);
    Run stranger = Shell.run("queue", "list", "--url", server.url());
    assertThat(stranger.exitCode()).isEqualTo(1);
    assertThat(stranger.err()).contains("Bearer").hasLineCount(1);
    Run nobody = Shell.run("queue", "list", "--url", "http://localhost:1");
    assertThat(nobody.err()).contains("sisom console").hasLineCount(1);
  }

  private static Run queue(String... arguments) {
    Run run = run(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static Run run(String... arguments) {
    return Shell.run(
        Stream.of(
                Stream.of("queue"),
                Stream.of(arguments),
                Stream.of("--url", server.url(), "--set", "console.token=" + TOKEN))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }
}
