package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.service.BrokerCheck;
import io.sisom.service.ExitCode;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.TopicTimes;
import io.sisom.wire.TopicTimes.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom topics}. */
@Command(
    name = "topics",
    description = "The topics the system needs.",
    subcommands = TopicsCommand.Create.class)
final class TopicsCommand {
  /** {@code sisom topics create}. */
  @Command(
      name = "create",
      description =
          "Create what is missing, bring the settings of what an earlier version made up to date,"
              + " and wait until every partition answers.")
  static final class Create implements Callable<Integer> {
    @Mixin private SettingOptions settings;

    @Option(
        names = "--partitions",
        defaultValue = "6",
        description = "Partitions of each topic but reference-sets (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
        names = "--replication",
        defaultValue = "1",
        description = "Copies of each partition (default: ${DEFAULT-VALUE}).")
    private short replication;

    @Option(
        names = "--min-in-sync",
        paramLabel = "COPIES",
        description =
            "Copies that must have a record before it counts as written (default: all but one, at"
                + " least 1).")
    private @Nullable Short minInSync;

    @Option(
        names = "--timeout",
        paramLabel = "SECONDS",
        defaultValue = "20",
        description = "How long to wait (default: ${DEFAULT-VALUE}).")
    private int timeout;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
      if (partitions < 1 || replication < 1 || timeout < 1) {
        throw new ParameterException(
            spec.commandLine(), "--partitions, --replication and --timeout must be at least 1");
      }
      short inStep = minInSync == null ? (short) Math.max(1, replication - 1) : minInSync;
      if (inStep < 1 || inStep > replication) {
        throw new ParameterException(
            spec.commandLine(),
            "--min-in-sync must be from 1 to --replication, which is " + replication);
      }
      SisomConfig config = settings.resolve();
      new BrokerCheck(config.kafka(), Duration.ofSeconds(timeout)).require(List.of());
      try (Admin admin = config.kafka().admin()) {
        List<String> made =
            new TopicSetup(admin)
                .create(
                    config.topics(), partitions, replication, inStep, Duration.ofSeconds(timeout));
        TopicTimes times = new TopicTimes(admin, Duration.ofSeconds(timeout));
        Map<String, TopicTimes.Origin> old = times.keptByProducersClocks(config.topics().all());
        times.countByArrival(
            old.keySet().stream().filter(it -> old.get(it) == Origin.DEFAULT).toList());
        for (String topic : config.topics().all()) {
          spec.commandLine().getOut().println(line(topic, made.contains(topic), old.get(topic)));
        }
      }
      return ExitCode.DONE;
    }

    private static String line(String topic, boolean made, @Nullable Origin old) {
      if (made) {
        return "created  " + topic;
      }
      if (old == Origin.DEFAULT) {
        return "changed  "
            + topic
            + "  (kept by the time a record arrives, no more by the time it bears)";
      }
      return "exists   "
          + topic
          + (old == null
              ? ""
              : "  (message.timestamp.type=CreateTime is set on it and stays: what bears an old time"
                  + " is deleted early)");
    }
  }
}
