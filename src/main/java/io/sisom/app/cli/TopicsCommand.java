package io.sisom.app.cli;

import io.sisom.app.BrokerCheck;
import io.sisom.app.config.SisomConfig;
import io.sisom.broker.TopicSetup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
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
      description = "Create what is missing and wait until every partition answers.")
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
      SisomConfig config = settings.resolve();
      new BrokerCheck(config.kafka(), Duration.ofSeconds(timeout)).require(List.of());
      try (Admin admin = config.kafka().admin()) {
        List<String> made =
            new TopicSetup(admin)
                .create(config.topics(), partitions, replication, Duration.ofSeconds(timeout));
        for (String topic : config.topics().all()) {
          spec.commandLine()
              .getOut()
              .println((made.contains(topic) ? "created  " : "exists   ") + topic);
        }
      }
      return ExitCode.DONE;
    }
  }
}
