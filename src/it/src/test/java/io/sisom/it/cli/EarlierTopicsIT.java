package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.SmallMcap;
import io.sisom.wire.TopicTimes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Apps on topics that an earlier version made, whose records Kafka deletes by the time that they
 * bear: who would lose what it writes does not start, and says what to type.
 */
class EarlierTopicsIT {
  private static final Instant IN_2016 = Instant.parse("2016-05-04T12:00:00Z");
  private static final Pattern COMMAND = Pattern.compile("Run 'sisom ([^']*)'");

  @TempDir private Path dir;

  @Test
  void writersStartOnlyAfterTheCommandThatTheyPrint() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      String server = "kafka.bootstrap.servers=" + broker.bootstrapServers();
      assertThat(run("topics", "create", "--set", server, "--partitions", "1").exitCode()).isZero();
      makeEarlier(admin);
      Path file =
          Files.write(dir.resolve("run.mcap"), new SmallMcap("/camera").add(IN_2016).finished());

      Run feed = run("feed", "mcap", file.toString(), "--set", server);
      assertThat(feed.exitCode()).isEqualTo(1);
      assertThat(feed.err()).contains("sensor-frames", "by the time that records bear");
      Run score = run("score", "--set", server);
      assertThat(score.exitCode()).isEqualTo(1);
      assertThat(score.err()).contains("frame-scores, sensor-frames");
      assertThat(run("scores", "--until-idle", "0", "--set", server).exitCode())
          .as("who only reads is warned")
          .isZero();

      Matcher command = COMMAND.matcher(score.err());
      assertThat(command.find()).as(score.err()).isTrue();
      Run mended = run(command.group(1).split(" "));
      assertThat(mended.exitCode()).as(mended.err()).isZero();
      assertThat(mended.out()).contains("changed  frame-scores", "changed  sensor-frames");
      Run fed = run("feed", "mcap", file.toString(), "--set", server);
      assertThat(fed.out()).as(fed.err()).contains("1 frames on sensor-frames");
    }
  }

  @Test
  void whatSomebodyChoseStaysAsItIs() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("kafka"), 0, Map.of());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      String server = "kafka.bootstrap.servers=" + broker.bootstrapServers();
      NewTopic chosen = new NewTopic("sensor-frames", 1, (short) 1);
      chosen.configs(Map.of("message.timestamp.type", "CreateTime"));
      admin.createTopics(List.of(chosen)).all().get();
      assertThat(run("topics", "create", "--set", server, "--partitions", "1").exitCode()).isZero();
      Path file =
          Files.write(
              dir.resolve("run.mcap"), new SmallMcap("/camera").add(Instant.now()).finished());
      Run fed = run("feed", "mcap", file.toString(), "--set", server);
      assertThat(fed.exitCode()).as(fed.err()).isZero();
      assertThat(
              new TopicTimes(admin, Duration.ofSeconds(20))
                  .keptByProducersClocks(List.of("sensor-frames")))
          .containsEntry("sensor-frames", TopicTimes.Origin.CHOSEN);
    }
  }

  /** As they were made before: with whatever the broker's default is. */
  private static void makeEarlier(Admin admin) throws Exception {
    AlterConfigOp unsaid =
        new AlterConfigOp(
            new ConfigEntry("message.timestamp.type", ""), AlterConfigOp.OpType.DELETE);
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String name : List.of("sensor-frames", "frame-scores")) {
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, name), List.of(unsaid));
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static Run run(String... words) {
    return Shell.run(words);
  }
}
