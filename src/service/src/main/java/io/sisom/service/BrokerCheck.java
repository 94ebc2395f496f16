package io.sisom.service;

import io.sisom.wire.TopicTimes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks before work begins that Kafka answers and has the topics. Without this check, a client
 * that cannot reach a broker waits for minutes without naming it. Topics that delete records by
 * their producers' clocks instead of the time of arrival are warned of, and refused to who writes
 * to them unless somebody chose it so: what is made of a recording would be gone at once.
 */
public final class BrokerCheck {
  private static final Logger log = LoggerFactory.getLogger(BrokerCheck.class);

  private final KafkaSettings kafka;
  private final Duration patience;

  /** Of the broker these settings name; gives up after {@code patience}. */
  public BrokerCheck(KafkaSettings kafka, Duration patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  /**
   * Returns when Kafka answers and has all of {@code topics}.
   *
   * @throws CommandFailure where it does not; the message says what to do
   * @throws KafkaException where it refuses to answer us
   */
  public void require(Collection<String> topics) throws InterruptedException {
    check(topics, false);
  }

  /**
   * The same for who writes to the topics: none of them is one that an earlier version made and
   * that deletes by the time records bear.
   */
  public void requireKeeping(Collection<String> topics) throws InterruptedException {
    check(topics, true);
  }

  private void check(Collection<String> topics, boolean writing) throws InterruptedException {
    Admin admin = kafka.admin();
    try {
      require(admin, topics);
      checkTimes(admin, topics, writing);
    } finally {
      // Whatever it still asks has lost its point; an ordinary close would wait a minute for it.
      admin.close(Duration.ZERO);
    }
  }

  private void require(Admin admin, Collection<String> topics) throws InterruptedException {
    answer(admin.describeCluster().nodes());
    TreeSet<String> missing = new TreeSet<>();
    for (Map.Entry<String, ? extends KafkaFuture<?>> topic :
        admin.describeTopics(topics).topicNameValues().entrySet()) {
      try {
        answer(topic.getValue());
      } catch (UnknownTopicOrPartitionException e) {
        missing.add(topic.getKey());
      }
    }
    if (!missing.isEmpty()) {
      throw new CommandFailure(
          "Kafka at %s has no topic %s; 'sisom topics create' makes them"
              .formatted(kafka.bootstrapServers(), String.join(", ", missing)));
    }
  }

  private void checkTimes(Admin admin, Collection<String> topics, boolean writing)
      throws InterruptedException {
    try {
      Map<String, TopicTimes.Origin> byProducers =
          new TopicTimes(admin, patience).keptByProducersClocks(topics);
      List<String> unchosen =
          byProducers.keySet().stream()
              .filter(it -> byProducers.get(it) == TopicTimes.Origin.DEFAULT)
              .toList();
      if (writing && !unchosen.isEmpty()) {
        throw earlier(unchosen);
      }
      if (!byProducers.isEmpty()) {
        log.atWarn()
            .addKeyValue("topics", String.join(", ", byProducers.keySet()))
            .log(
                "Kafka deletes what is on these topics by the time that records bear, and refuses"
                    + " records from the future; 'sisom topics create' changes that");
      }
    } catch (ExecutionException | TimeoutException e) {
      // Who may read and write a topic need not be allowed to read its settings.
      log.atInfo().setCause(e).log("the topics' settings could not be looked at");
    }
  }

  private CommandFailure earlier(List<String> topics) {
    return new CommandFailure(
        ("Kafka at %s deletes what is on %s by the time that records bear, as an earlier version left"
                + " it: what is made of a recording would be gone at once. Run 'sisom topics create"
                + " --set kafka.bootstrap.servers=%s', which changes that and nothing else of what is"
                + " there; to keep it so, set message.timestamp.type=CreateTime on these topics")
            .formatted(
                kafka.bootstrapServers(), String.join(", ", topics), kafka.bootstrapServers()));
  }

  private void answer(KafkaFuture<?> question) throws InterruptedException {
    try {
      question.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw silent();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException unknown) {
        throw unknown;
      }
      if (e.getCause() instanceof RetriableException) {
        throw silent();
      }
      throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e);
    }
  }

  private CommandFailure silent() {
    return new CommandFailure(
        "no Kafka broker answered at %s within %d s; start one ('sisom broker') or set kafka.bootstrap.servers"
            .formatted(kafka.bootstrapServers(), patience.toSeconds()));
  }
}
