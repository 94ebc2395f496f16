package io.sisom.cli;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.service.CommandFailure;
import io.sisom.service.ExitCode;
import io.sisom.service.GracefulShutdown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sisom broker}. */
@Command(
    name = "broker",
    description =
        "Run the embedded one-node Kafka broker in the foreground, on loopback; Ctrl-C stops it.")
final class BrokerCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9092",
      description = "Port; 0 picks a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "data/broker",
      description = "Directory for the broker's data (default: ${DEFAULT-VALUE}).")
  private Path dataDir = Path.of("data/broker");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65535) {
      throw new ParameterException(spec.commandLine(), "--port must be 0 to 65535, is " + port);
    }
    requireFree(port);
    try (GracefulShutdown stopping = GracefulShutdown.onShutdown();
        EmbeddedBroker broker = EmbeddedBroker.start(dataDir, port, Map.of())) {
      spec.commandLine()
          .getOut()
          .println("Kafka broker at " + broker.bootstrapServers() + ", data in " + dataDir);
      spec.commandLine().getOut().flush();
      stopping.await(() -> true);
    }
    return ExitCode.DONE;
  }

  /** Kafka would find out late, and say so with a page of stack traces. */
  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandFailure(
          "port %d cannot be opened (%s): is another broker running? --port takes another"
              .formatted(port, e.getMessage()));
    }
  }
}
