package io.sisom.bench;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.setting.Settings;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker, of the bench's own or one that is there, and topics of one measurement on it. */
final class FleetRig implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> OWN =
      List.of("frames", "scores", "alerts", "summaries", "candidates", "dead.letters");

  private final Path dir;
  private final String name;
  private final int partitions;
  private final Map<String, String> settings = new TreeMap<>();
  private final Topics topics;
  private final @Nullable EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;

  private FleetRig(Path dir, String name, int partitions, FleetOptions options, BenchSettings all) {
    this.dir = dir;
    this.name = name;
    this.partitions = partitions;
    this.broker =
        options.broker().isEmpty()
            ? EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())
            : null;
    all.kafka().forEach((key, value) -> settings.put("kafka." + key, value));
    settings.put(
        "kafka.bootstrap.servers", broker == null ? options.broker() : broker.bootstrapServers());
    settings.put("scoring.application.id", name);
    settings.put("scoring.threads", "1");
    settings.put("batch.max.frames", Integer.toString(options.batchFrames()));
    OWN.forEach(topic -> settings.put("topic." + topic, name + "-" + topic));
    this.topics = Settings.of(topicsOf(settings)).bind(Topics.class);
    this.producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Starts it in an empty folder. */
  static FleetRig start(
      Path dir, String what, int partitions, FleetOptions options, BenchSettings all)
      throws Exception {
    String name = "fleet-" + what + "-" + UUID.randomUUID().toString().substring(0, 8);
    FleetRig rig = new FleetRig(dir, name, partitions, options, all);
    try (Admin admin = Admin.create(rig.client())) {
      new TopicSetup(admin).create(rig.topics, partitions, (short) 1, PATIENCE);
    } catch (Exception e) {
      rig.close();
      throw e;
    }
    return rig;
  }

  private static Map<String, String> topicsOf(Map<String, String> settings) {
    Map<String, String> topics = new TreeMap<>(settings);
    topics.keySet().removeIf(key -> !key.startsWith("topic."));
    return topics;
  }

  Topics topics() {
    return topics;
  }

  int partitions() {
    return partitions;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  /** Client properties. */
  Map<String, Object> client() {
    Map<String, Object> client = new HashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith("kafka.")) {
            client.put(key.substring("kafka.".length()), value);
          }
        });
    return client;
  }

  /** Starts a scorer that shares the work with the others of its group. */
  FleetScorerJvm scorer(int number, String group, Duration batch, Map<String, String> more)
      throws Exception {
    Map<String, String> its = new TreeMap<>(settings);
    its.putAll(more);
    its.put("scoring.application.id", group);
    Path home = dir.resolve(group + "-scorer-" + number);
    its.put("scoring.state.dir", home.resolve("streams").toString());
    return FleetScorerJvm.start(home, batch, its);
  }

  /** The group of its scorers, where one is enough. */
  String name() {
    return name;
  }

  @Override
  public void close() throws Exception {
    producer.close(Duration.ofSeconds(5));
    if (broker != null) {
      broker.close();
      return;
    }
    try (Admin admin = Admin.create(client())) {
      List<String> made =
          admin.listTopics().names().get().stream().filter(it -> it.startsWith(name)).toList();
      admin.deleteTopics(made).all().get();
    }
  }
}
