package io.sisom.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the system's topics and waits until they can be written to. */
public final class TopicSetup {
  private static final int MAX_SCHEMA_RECORD_BYTES = SchemaBounds.MAX_BYTES + (4 << 10);

  /** Who shows a fleet looks back on minutes; the scores themselves lie on a topic of their own. */
  private static final Duration SUMMARIES_KEPT = Duration.ofDays(1);

  private final Admin admin;

  /** Over an admin client that the caller closes. */
  public TopicSetup(Admin admin) {
    this.admin = admin;
  }

  /**
   * Creates what is missing and returns when every partition answers. Producing earlier can
   * silently lose the first batch (KAFKA-15591).
   *
   * @param partitions of the frame, score, alert, summary, candidate, label and dead-letter topics
   * @param replication copies of each partition; all but one must be in step for a write
   * @return the names that did not exist before
   * @throws TimeoutException when the broker does not answer for them in time
   */
  public List<String> create(Topics topics, int partitions, short replication, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    short inStep = (short) Math.max(1, replication - 1);
    return create(topics, partitions, replication, inStep, timeout);
  }

  /**
   * As above.
   *
   * @param inStep copies that must have a record before it counts as written; with fewer at hand
   *     writers wait
   */
  public List<String> create(
      Topics topics, int partitions, short replication, short inStep, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<String> made = new ArrayList<>();
    for (NewTopic topic : plan(topics, partitions, replication, inStep)) {
      if (createIfMissing(topic, timeout)) {
        made.add(topic.name());
      }
    }
    awaitReady(Set.copyOf(topics.all()), deadline);
    return made;
  }

  private static List<NewTopic> plan(
      Topics topics, int partitions, short replication, short inStep) {
    Map<String, String> copies =
        Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Short.toString(inStep));
    Map<String, String> plain = new HashMap<>(copies);
    plain.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TopicTimes.BY_ARRIVAL);
    Map<String, String> summaries = new HashMap<>(plain);
    summaries.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(SUMMARIES_KEPT.toMillis()));
    Map<String, String> large = upTo(8 << 20, plain);
    // A frame and what was found out about it.
    Map<String, String> larger = upTo(9 << 20, plain);
    Map<String, String> compacted = upTo(9 << 20, copies);
    compacted.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    Map<String, String> schemas = upTo(MAX_SCHEMA_RECORD_BYTES, copies);
    schemas.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    return List.of(
        new NewTopic(topics.frames(), partitions, replication).configs(large),
        new NewTopic(topics.scores(), partitions, replication).configs(plain),
        new NewTopic(topics.alerts(), partitions, replication).configs(plain),
        new NewTopic(topics.summaries(), partitions, replication).configs(summaries),
        new NewTopic(topics.candidates(), partitions, replication).configs(larger),
        new NewTopic(topics.labels(), partitions, replication).configs(compacted),
        new NewTopic(topics.references(), 1, replication).configs(compacted),
        new NewTopic(topics.reports(), 1, replication).configs(plain),
        new NewTopic(topics.deadLetters(), partitions, replication).configs(larger),
        new NewTopic(topics.queueEvents(), 1, replication).configs(compacted),
        new NewTopic(topics.feedPositions(), 1, replication).configs(compacted),
        new NewTopic(topics.schemas(), 1, replication).configs(schemas));
  }

  private static Map<String, String> upTo(int bytes, Map<String, String> configs) {
    Map<String, String> larger = new HashMap<>(configs);
    larger.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(bytes));
    return larger;
  }

  private boolean createIfMissing(NewTopic topic, Duration timeout)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      admin.createTopics(List.of(topic)).all().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }

  private void awaitReady(Set<String> names, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (true) {
      try {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(names).allTopicNames().get().values()) {
          topic
              .partitions()
              .forEach(
                  p ->
                      latest.put(
                          new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
        }
        admin.listOffsets(latest).all().get();
        return;
      } catch (ExecutionException e) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException("topics are not ready: " + e.getCause());
        }
        Thread.sleep(50);
      }
    }
  }
}
