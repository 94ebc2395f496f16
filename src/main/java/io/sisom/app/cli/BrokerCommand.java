package io.sisom.app.cli;

import io.sisom.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom broker}. */
@Command(
    name = "broker",
    description =
        "Run the embedded one-node Kafka broker in the foreground, on loopback; Ctrl-C stops it.")
final class BrokerCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "9092",
      description = "Port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data/broker",
      description = "Where it keeps its data (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of("data/broker");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, port, Map.of())) {
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "sisom-broker-stop"));
      spec.commandLine()
          .getOut()
          .println("Kafka broker at " + broker.bootstrapServers() + ", data in " + dataDir);
      broker.awaitShutdown();
    }
    return ExitCode.DONE;
  }
}
