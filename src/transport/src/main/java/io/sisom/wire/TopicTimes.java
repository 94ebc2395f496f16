package io.sisom.wire;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;

/**
 * By whose clock Kafka deletes a topic's records. A topic that is kept for a time counts it from
 * each record's time, which its producer chooses unless the topic says otherwise. A recording from
 * last month is then deleted within minutes, and a clock an hour ahead is refused.
 */
public final class TopicTimes {
  /** The topic setting by which Kafka counts from a record's arrival. */
  public static final String BY_ARRIVAL = TimestampType.LOG_APPEND_TIME.name;

  private final Admin admin;
  private final Duration patience;

  /** Over an admin client that the caller closes; each question waits {@code patience} at most. */
  public TopicTimes(Admin admin, Duration patience) {
    this.admin = admin;
    this.patience = patience;
  }

  /** How a topic that is kept by its producers' clocks came to be so. */
  public enum Origin {
    /** Nobody chose it: the topic is older than our choice. */
    DEFAULT,
    /** Someone set it on this very topic. */
    CHOSEN
  }

  /**
   * The topics among {@code names} whose records are deleted by their producers' clocks, in
   * alphabetical order; compacted ones and those kept for ever are not.
   *
   * @throws ExecutionException where Kafka does not tell: its reason is the cause
   */
  public Map<String, Origin> keptByProducersClocks(Collection<String> names)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<ConfigResource> topics = names.stream().map(TopicTimes::topic).toList();
    Map<String, Origin> found = new TreeMap<>();
    admin
        .describeConfigs(topics)
        .all()
        .get(patience.toMillis(), TimeUnit.MILLISECONDS)
        .forEach(
            (topic, config) -> {
              ConfigEntry type = config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
              if (deletesByTime(config) && !BY_ARRIVAL.equals(type.value())) {
                boolean chosen = type.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
                found.put(topic.name(), chosen ? Origin.CHOSEN : Origin.DEFAULT);
              }
            });
    return found;
  }

  private static boolean deletesByTime(Config topic) {
    String policy = topic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
    String retention = topic.get(TopicConfig.RETENTION_MS_CONFIG).value();
    return policy.contains(TopicConfig.CLEANUP_POLICY_DELETE) && !"-1".equals(retention);
  }

  /** Lets Kafka count from now on by arrival; what lies on the topics keeps the times it has. */
  public void countByArrival(Collection<String> names)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String name : names) {
      changes.put(
          topic(name),
          List.of(
              new AlterConfigOp(
                  new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, BY_ARRIVAL),
                  AlterConfigOp.OpType.SET)));
    }
    admin.incrementalAlterConfigs(changes).all().get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }
}
