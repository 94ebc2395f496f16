package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.demo.world.WorldDump;
import io.sisom.it.cli.Shell.Run;
import io.sisom.scorer.ScorerProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands in the order a new user types them, with the demo's network and world. */
class CommandLineIT {
  @TempDir private Path dir;

  @Test
  void leadsFromTopicsToScores() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Map<String, String> settings =
          Map.of(
              "kafka.bootstrap.servers",
              broker.bootstrapServers(),
              "scoring.state.dir",
              dir.resolve("streams").toString(),
              "reference.cache.dir",
              dir.resolve("references").toString(),
              "learning.dir",
              dir.resolve("learning").toString(),
              "device",
              "cpu");
      WorldDump.main(new String[] {dir.resolve("labels").toString(), "60", "1", "known"});
      WorldDump.main(new String[] {dir.resolve("camera").toString(), "10", "2", "unknown"});

      Run tooEarly = sisom(settings, "reference list");
      assertThat(tooEarly.exitCode()).isEqualTo(1);
      assertThat(tooEarly.err()).contains("reference-sets").contains("sisom topics create");

      assertThat(done(settings, "topics create").out()).contains("created  sensor-frames");
      assertThat(done(settings, "topics create").out()).contains("exists   sensor-frames");
      assertThat(done(settings, "label import-dir " + dir.resolve("labels")).out())
          .contains("labeled frames on labeled-frames");
      Path model = BundledModel.unpack(dir.resolve("model"));
      assertThat(done(settings, "train --once --model " + model).out())
          .startsWith("reference version 1:");
      assertThat(done(settings, "reference list --format csv").out().lines()).hasSize(2);
      assertThat(done(settings, "reference show").out())
          .contains("1, active", "fitted by synthetic", "Energy", "KNN");
      assertThat(done(settings, "reference show 1 --fit-json").out()).startsWith("{\"by\":");
      Run gone = sisom(settings, "reference show 7");
      assertThat(gone.exitCode()).isEqualTo(1);
      assertThat(gone.err()).contains("no version 7; there are [1]");
      try (ScorerProcess scorer =
          new ScorerProcess(
              SisomConfig.of(settings).forScorer(), new SimpleMeterRegistry(), Clock.systemUTC())) {
        scorer.start();
        String kind = firstFolder(dir.resolve("camera"));
        done(settings, "feed images " + kind + " --sensor cam");
        List<String> scores =
            done(settings, "scores --from-beginning --until-idle 10 --format csv")
                .out()
                .lines()
                .toList();
        assertThat(scores.get(0))
            .startsWith(
                "frameId,sensorId,predicted,ratio,energy,sisome,pValue,modelVersion,referenceVersion");
        assertThat(scores).hasSize(11);
        assertThat(scores.subList(1, 11)).allMatch(line -> line.startsWith("cam-"));
      }
      String cache = " --cache " + dir.resolve("cache") + " --model " + model;
      assertThat(done(settings, "fit --known topic:labeled-frames" + cache).out())
          .contains("score.profile=");
      assertThat(
              done(
                      settings,
                      "evaluate --known topic:labeled-frames --id topic:labeled-frames"
                          + " --near seen=topic:sensor-frames"
                          + cache)
                  .out())
          .contains(
              "480 known frames", "480 ID test frames are among the known", "seen: 10 frames");
    }
  }

  private static Run done(Map<String, String> settings, String command) {
    Run run = sisom(settings, command);
    assertThat(run.err()).as(command).isEmpty();
    assertThat(run.exitCode()).as(command).isZero();
    return run;
  }

  private static Run sisom(Map<String, String> settings, String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    settings.forEach(
        (key, value) -> {
          arguments.add("--set");
          arguments.add(key + "=" + value);
        });
    return Shell.run(arguments.toArray(String[]::new));
  }

  private static String firstFolder(Path parent) throws Exception {
    try (Stream<Path> folders = java.nio.file.Files.list(parent)) {
      return folders.sorted().findFirst().orElseThrow().toString();
    }
  }
}
