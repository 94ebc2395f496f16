package io.sisom.testkit;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PortBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.lifecycle.Startables;

/**
 * Three Kafka nodes in containers, each broker and controller, with three copies of Kafka's own
 * topics. Brokers reach each other on a network of their own and clients by ports of the loopback
 * address, which a container keeps when it is stopped and started again.
 */
public final class ThreeBrokers implements AutoCloseable {
  private static final int SIZE = 3;
  private static final int INSIDE = 9092;
  private static final int CONTROLLER = 9093;
  private static final int OUTSIDE = 9094;
  private static final String MAX_BYTES = Integer.toString(8 << 20);

  private static final int LOGGED = 3000;
  private static final Logger log = LoggerFactory.getLogger(ThreeBrokers.class);

  private final Network network = Network.newNetwork();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  private static final class Node extends GenericContainer<Node> {
    Node() {
      super(KafkaInContainer.image());
    }

    /** On the loopback address alone; Testcontainers would take a new port at each start. */
    Node publishedOn(int port) {
      return withExposedPorts(OUTSIDE)
          .withCreateContainerCmdModifier(
              command ->
                  Objects.requireNonNull(command.getHostConfig())
                      .withPortBindings(
                          PortBinding.parse("127.0.0.1:%d:%d".formatted(port, OUTSIDE))));
    }
  }

  private ThreeBrokers() {
    for (int id = 1; id <= SIZE; id++) {
      int port = FreePort.next();
      ports.add(port);
      nodes.add(node(id, port));
    }
  }

  /**
   * Starts all three and returns when they run; needs a Docker engine. Nodes that did not start,
   * for instance because another process took a port meanwhile, are told with what they logged, and
   * tried once more on other ports.
   */
  public static ThreeBrokers start() {
    ThreeBrokers brokers = new ThreeBrokers();
    try {
      return brokers.started();
    } catch (CompletionException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("nodes", brokers.logs())
          .log("the brokers did not start; trying once more on other ports");
      brokers.close();
      return new ThreeBrokers().started();
    }
  }

  private ThreeBrokers started() {
    Startables.deepStart(nodes).join();
    return this;
  }

  /** The last lines that each node logged. */
  private String logs() {
    return nodes.stream()
        .map(node -> node.getContainerId() == null ? "no container" : node.getLogs())
        .map(text -> text.substring(Math.max(0, text.length() - LOGGED)))
        .collect(Collectors.joining("\n--\n", "\n", ""));
  }

  private Node node(int id, int port) {
    String voters =
        IntStream.rangeClosed(1, SIZE)
            .mapToObj(i -> i + "@" + name(i) + ":" + CONTROLLER)
            .collect(Collectors.joining(","));
    return new Node()
        .publishedOn(port)
        .withNetwork(network)
        .withNetworkAliases(name(id))
        .withEnv("CLUSTER_ID", "4L6g3nShT-eMCtK--X86sw")
        .withEnv("KAFKA_HEAP_OPTS", "-Xms128m -Xmx256m")
        .withEnv("KAFKA_NODE_ID", Integer.toString(id))
        .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
        .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", voters)
        .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
        .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "INSIDE")
        .withEnv(
            "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP",
            "INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT")
        .withEnv(
            "KAFKA_LISTENERS",
            "INSIDE://:%d,OUTSIDE://:%d,CONTROLLER://:%d".formatted(INSIDE, OUTSIDE, CONTROLLER))
        .withEnv(
            "KAFKA_ADVERTISED_LISTENERS",
            "INSIDE://%s:%d,OUTSIDE://localhost:%d".formatted(name(id), INSIDE, port))
        // Topics have what they were made with, not what a careful cluster would give them.
        .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", "1")
        .withEnv("KAFKA_MIN_INSYNC_REPLICAS", "1")
        .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "3")
        .withEnv("KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS", "3")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "3")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "3")
        .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
        .withEnv("KAFKA_MESSAGE_MAX_BYTES", MAX_BYTES)
        .withEnv("KAFKA_REPLICA_FETCH_MAX_BYTES", MAX_BYTES)
        .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
        .waitingFor(
            Wait.forLogMessage(".*Kafka Server started.*", 1)
                .withStartupTimeout(Duration.ofMinutes(3)));
  }

  private static String name(int id) {
    return "broker-" + id;
  }

  /** The addresses clients connect to first. */
  public String bootstrapServers() {
    return ports.stream().map(port -> "localhost:" + port).collect(Collectors.joining(","));
  }

  /** How many there are. */
  public int size() {
    return nodes.size();
  }

  /** Ends a broker's process without a word; its disk stays. */
  public void kill(int broker) {
    docker().killContainerCmd(id(broker)).exec();
  }

  /** Starts one that was killed. */
  public void start(int broker) {
    docker().startContainerCmd(id(broker)).exec();
  }

  /** Stops a broker in the clean way and starts it again. */
  public void restart(int broker) {
    docker().restartContainerCmd(id(broker)).withTimeout(30).exec();
  }

  /** Freezes a broker: its connections stay open and nothing answers. */
  public void pause(int broker) {
    // Not the engine's own pause: it needs a freezer that an engine within a container lacks.
    docker().killContainerCmd(id(broker)).withSignal("SIGSTOP").exec();
  }

  /** Lets a frozen broker go on. */
  public void unpause(int broker) {
    docker().killContainerCmd(id(broker)).withSignal("SIGCONT").exec();
  }

  private String id(int broker) {
    return nodes.get(broker).getContainerId();
  }

  private static DockerClient docker() {
    return DockerClientFactory.instance().client();
  }

  @Override
  public void close() {
    nodes.forEach(GenericContainer::stop);
    network.close();
  }
}
