package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.WorldDump;
import io.sisom.it.cli.Shell.Run;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.Docs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README says under "Connect your own feed", as written there: only the folder of the data
 * and the broker's address are the test's.
 */
class DocsFirstUseIT {
  private static final String WORLD = "io.sisom.demo.world.WorldDump ";

  @TempDir private Path dir;

  @Test
  void theReadmesFirstUseLeadsToScores() throws Exception {
    List<String> commands = firstUse();
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Map<String, String> settings = settings(broker.bootstrapServers());
      Map<String, String> said = new HashMap<>();
      ScorerProcess scorer = null;
      try {
        for (String command : commands) {
          if (command.equals("./sisom score")) {
            scorer = scorer(settings);
          } else {
            said.put(command, run(settings, command));
          }
        }
      } finally {
        if (scorer != null) {
          scorer.close();
        }
      }
      assertThat(scorer).as("the README starts a scorer").isNotNull();
      assertThat(of(said, "./sisom topics create")).contains("created  sensor-frames");
      assertThat(of(said, "./sisom train")).startsWith("reference version 1:");
      assertThat(of(said, "./sisom scores").lines()).hasSize(31);
      assertThat(of(said, "./sisom reference list")).contains("accepted");
    }
  }

  /** The README's three blocks: a broker, the topics to the scorer, the feed to the versions. */
  private static List<String> firstUse() throws Exception {
    List<List<String>> blocks = Docs.blocks(Path.of("README.md"));
    int broker = 0;
    while (!blocks.get(broker).equals(List.of("./sisom broker"))) {
      broker++;
    }
    List<String> commands = new ArrayList<>();
    blocks.subList(broker - 1, broker + 3).forEach(commands::addAll);
    commands.removeAll(List.of("./sisom broker", "./sisom --version"));
    return commands;
  }

  private String run(Map<String, String> settings, String command) throws Exception {
    List<String> words = new ArrayList<>();
    for (String word : Docs.words(command)) {
      words.add(word.startsWith("data/") ? dir.resolve(word).toString() : word);
    }
    int world = command.indexOf(WORLD);
    if (world >= 0) {
      List<String> arguments = words.subList(words.indexOf(WORLD.strip()) + 1, words.size());
      WorldDump.main(arguments.toArray(String[]::new));
      return "";
    }
    assertThat(words.remove(0)).as(command).isEqualTo("./sisom");
    settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    Run run = Shell.run(words.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s", command, run.err()).isZero();
    return run.out();
  }

  private static String of(Map<String, String> said, String start) {
    return said.entrySet().stream()
        .filter(one -> one.getKey().startsWith(start))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("the README has no " + start));
  }

  private static ScorerProcess scorer(Map<String, String> settings) throws Exception {
    ScorerProcess scorer =
        new ScorerProcess(
            SisomConfig.of(settings).forScorer(), new SimpleMeterRegistry(), Clock.systemUTC());
    scorer.start();
    return scorer;
  }

  private Map<String, String> settings(String broker) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", broker);
    settings.put("scoring.state.dir", dir.resolve("streams").toString());
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.put("learning.dir", dir.resolve("learning").toString());
    settings.put("device", "cpu");
    return settings;
  }
}
