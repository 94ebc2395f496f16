package io.sisom.broker;

import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker of one node. Put together as in Kafka's {@code KafkaRaftServer}, which has
 * no place for a socket factory.
 */
final class OneNode {
  private final ControllerServer controller;
  private final BrokerServer broker;

  OneNode(KafkaConfig config, ServerSocketFactory sockets) {
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> logDirs =
        KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(OneNode.class), "");
    MetaPropertiesEnsemble properties = logDirs._1();
    QuorumConfig quorum = config.quorumConfig();
    SharedServer shared =
        new SharedServer(
            config,
            properties,
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, properties.clusterId().orElseThrow()),
            CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
            QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
            new StandardFaultHandlerFactory(),
            sockets);
    this.broker = new BrokerServer(shared);
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2());
  }

  /** Returns when both listen. */
  void start() {
    controller.startup();
    broker.startup();
  }

  /** Blocks until both have stopped. */
  void awaitShutdown() {
    broker.awaitShutdown();
    controller.awaitShutdown();
  }

  /** Returns when both have stopped. */
  void stop() {
    broker.shutdown();
    controller.shutdown();
    awaitShutdown();
  }
}
