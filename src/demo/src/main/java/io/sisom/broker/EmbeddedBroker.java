package io.sisom.broker;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A one-node KRaft broker in this JVM, bound to loopback. It keeps its data in a directory and
 * takes up again what it finds there.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final int NODE_ID = 1;

  private final OneNode server;
  private final int port;

  private EmbeddedBroker(OneNode server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it listens.
   *
   * @param dataDir where it keeps its data; made and formatted if it is empty
   * @param port 0 picks a free one
   * @param overrides broker properties that replace the one-node defaults
   */
  public static EmbeddedBroker start(Path dataDir, int port, Map<String, String> overrides) {
    ListenerSockets sockets = ListenerSockets.bind(port);
    try {
      Map<String, String> properties = oneNode(dataDir, sockets);
      properties.putAll(overrides);
      format(dataDir, properties);
      OneNode server = new OneNode(new KafkaConfig(properties), sockets);
      server.start();
      return new EmbeddedBroker(server, sockets.port(ListenerSockets.BROKER));
    } catch (RuntimeException e) {
      sockets.close();
      throw e;
    }
  }

  /** The address clients connect to. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** The port clients connect to. */
  public int port() {
    return port;
  }

  /** Blocks until the broker stops. */
  public void awaitShutdown() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static Map<String, String> oneNode(Path dataDir, ListenerSockets sockets) {
    String broker = "BROKER://" + sockets.address(ListenerSockets.BROKER);
    String controller = sockets.address(ListenerSockets.CONTROLLER);
    Map<String, String> p = new HashMap<>();
    p.put("node.id", Integer.toString(NODE_ID));
    p.put("process.roles", "broker,controller");
    p.put("listeners", broker + ",CONTROLLER://" + controller);
    p.put("advertised.listeners", broker);
    p.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    p.put("inter.broker.listener.name", "BROKER");
    p.put("controller.listener.names", "CONTROLLER");
    p.put("controller.quorum.voters", NODE_ID + "@" + controller);
    p.put("log.dirs", dataDir.toAbsolutePath().toString());
    p.put("auto.create.topics.enable", "false");
    p.put("num.partitions", "1");
    p.put("default.replication.factor", "1");
    p.put("min.insync.replicas", "1");
    p.put("offsets.topic.replication.factor", "1");
    p.put("offsets.topic.num.partitions", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    p.put("transaction.state.log.num.partitions", "1");
    p.put("share.coordinator.state.topic.replication.factor", "1");
    p.put("share.coordinator.state.topic.min.isr", "1");
    p.put("share.coordinator.state.topic.num.partitions", "1");
    p.put("group.initial.rebalance.delay.ms", "0");
    p.put("group.streams.initial.rebalance.delay.ms", "0");
    p.put("message.max.bytes", Integer.toString(8 << 20));
    p.put("replica.fetch.max.bytes", Integer.toString(8 << 20));
    return p;
  }

  private static void format(Path dataDir, Map<String, String> properties) {
    if (Files.exists(dataDir.resolve("meta.properties"))) {
      return;
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      Files.createDirectories(dataDir);
      Formatter formatter = new Formatter();
      formatter.setClusterId(Uuid.randomUuid().toString());
      formatter.setNodeId(NODE_ID);
      formatter.setControllerListenerName(properties.get("controller.listener.names"));
      formatter.setMetadataLogDirectory(dataDir.toAbsolutePath().toString());
      formatter.setDirectories(List.of(dataDir.toAbsolutePath().toString()));
      formatter.setIgnoreFormatted(true);
      formatter.setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8));
      formatter.run();
    } catch (Exception e) {
      throw new IllegalStateException(
          "cannot format " + dataDir + " for the broker: " + said.toString(StandardCharsets.UTF_8),
          e);
    }
  }
}
