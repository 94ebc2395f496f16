package io.sisom.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.BundledModel;
import io.sisom.it.rig.ReferenceMaker;
import io.sisom.testkit.EnabledWithDocker;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ScorerJvm;
import io.sisom.testkit.Thorough;
import io.sisom.testkit.ThreeBrokers;
import io.sisom.wire.TopicSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers, three copies, two in step: whatever happens to one broker while frames flow,
 * nothing is lost or doubled. The short form kills one; {@code -Pbrokers} also freezes one and
 * restarts one.
 */
@Thorough
@EnabledWithDocker
@Tag("brokers")
class BrokerFaultIT {
  private static final short COPIES = 3;
  private static final short IN_STEP = 2;
  private static final Duration AWAY = Duration.ofSeconds(LongForm.of(5, 20));

  @Test
  void losesAndDoublesNothingWhenABrokerFails(@TempDir Path dir) throws Exception {
    try (ThreeBrokers brokers = ThreeBrokers.start()) {
      Cluster cluster = cluster(brokers, dir);
      try (Trial trial = new Trial("brokers", cluster, ScorerJvm.SCORE, "exactly_once_v2")) {
        internalTopicsHaveTheirCopies(cluster.config());
        killAndStart(trial, brokers, 0);
        if (LongForm.of(false, true)) {
          pauseAndGoOn(trial, brokers, 1);
          restart(trial, brokers, 2);
        }
        Report report = trial.finish();
        assertThat(report.account().problems()).isEmpty();
        assertThat(report.events())
            .as("every partition was served again")
            .extracting(Report.Event::recoveryMillis)
            .allMatch(millis -> millis >= 0);
      }
    }
  }

  private static Cluster cluster(ThreeBrokers brokers, Path dir) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafka.bootstrap.servers", brokers.bootstrapServers());
    settings.put("kafka.replication.factor", "3");
    settings.put("kafka.topic.min.insync.replicas", "2");
    // A frozen broker keeps its connections: nothing but the wait for its answer shows that it is
    // away.
    settings.put("kafka.request.timeout.ms", "8000");
    settings.put("kafka.default.api.timeout.ms", "16000");
    settings.put("kafka.session.timeout.ms", "10000");
    // Three brokers on one machine: few transactions, each over many partitions.
    settings.put("scoring.commit.interval.ms", "500");
    settings.put("device", "cpu");
    SisomConfig config = SisomConfig.of(settings);
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin).create(config.topics(), 6, COPIES, IN_STEP, Duration.ofSeconds(60));
    }
    Path bundle = BundledModel.unpack(dir.resolve("bundle"));
    Cluster cluster = new Cluster(settings, 6, COPIES, 30, dir, bundle, new ReferenceMaker());
    cluster.prepare();
    return cluster;
  }

  private static void internalTopicsHaveTheirCopies(SisomConfig config) throws Exception {
    try (Admin admin = config.kafka().admin()) {
      List<String> names =
          admin.listTopics().names().get().stream().filter(n -> n.startsWith("brokers-")).toList();
      assertThat(names)
          .anyMatch(n -> n.endsWith("-changelog"))
          .anyMatch(n -> n.endsWith("-repartition"));
      for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
        assertThat(topic.partitions())
            .as(topic.name())
            .allMatch(partition -> partition.replicas().size() == COPIES);
      }
      List<ConfigResource> resources =
          names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList();
      assertThat(admin.describeConfigs(resources).all().get().values())
          .extracting(topic -> topic.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value())
          .containsOnly(Short.toString(IN_STEP));
    }
  }

  private static void killAndStart(Trial trial, ThreeBrokers brokers, int broker) throws Exception {
    trial.disturb("broker %d killed".formatted(broker), () -> brokers.kill(broker));
    waitAndServe(trial);
    trial.disturb("broker %d started".formatted(broker), () -> brokers.start(broker));
    waitAndServe(trial);
  }

  private static void pauseAndGoOn(Trial trial, ThreeBrokers brokers, int broker) throws Exception {
    trial.disturb("broker %d paused".formatted(broker), () -> brokers.pause(broker));
    waitAndServe(trial);
    trial.disturb("broker %d goes on".formatted(broker), () -> brokers.unpause(broker));
    waitAndServe(trial);
  }

  private static void restart(Trial trial, ThreeBrokers brokers, int broker) throws Exception {
    trial.disturb("broker %d restarted".formatted(broker), () -> brokers.restart(broker));
    waitAndServe(trial);
  }

  /** Also so that one is back in step before the next goes. */
  private static void waitAndServe(Trial trial) throws Exception {
    Thread.sleep(AWAY.toMillis());
    trial.awaitServed(System.currentTimeMillis());
  }
}
