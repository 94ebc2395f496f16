package io.sisom.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.testkit.Retention;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.TopicTimes;
import io.sisom.wire.TopicTimes.Origin;
import io.sisom.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a broker that looks for old records all the time. */
class TopicTimesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant LAST_MONTH = Instant.now().minus(Duration.ofDays(30));

  private static EmbeddedBroker broker;
  private static Admin admin;
  private static KafkaProducer<String, String> producer;
  private static Retention retention;

  @BeforeAll
  static void start(@TempDir Path dir) {
    broker = EmbeddedBroker.start(dir, 0, Retention.AT_ONCE);
    Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(settings);
    retention = new Retention(admin, broker.bootstrapServers());
    producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  @Test
  void onOurTopicsWhatIsOldStaysAndWhatIsEarlyIsTaken() throws Exception {
    Topics topics = topics("new-");
    new TopicSetup(admin).create(topics, 1, (short) 1, PATIENCE);
    assertThat(times().keptByProducersClocks(topics.all())).isEmpty();
    for (String topic : List.of(topics.frames(), topics.scores(), topics.candidates())) {
      send(topic, LAST_MONTH);
      send(topic, Instant.now().plus(Duration.ofHours(2)));
    }
    retention.awaitLook();
    assertThat(retention.deleted(topics.frames())).isZero();
    assertThat(retention.deleted(topics.scores())).isZero();
    assertThat(retention.deleted(topics.candidates())).isZero();
  }

  @Test
  void topicsOfAnEarlierVersionAreFoundAndMendedUnlessSomeoneChoseIt() throws Exception {
    Topics topics = topics("old-");
    create(topics.scores(), Map.of());
    create(topics.alerts(), Map.of("message.timestamp.type", "CreateTime"));
    create(topics.reports(), Map.of("retention.ms", "-1"));
    new TopicSetup(admin).create(topics, 1, (short) 1, PATIENCE);

    assertThat(times().keptByProducersClocks(topics.all()))
        .isEqualTo(Map.of(topics.scores(), Origin.DEFAULT, topics.alerts(), Origin.CHOSEN));
    assertThat(refusal(topics.scores(), Instant.now().plus(Duration.ofHours(2))))
        .isInstanceOf(InvalidTimestampException.class);

    times().countByArrival(List.of(topics.scores()));

    assertThat(times().keptByProducersClocks(topics.all()).keySet())
        .containsExactly(topics.alerts());
    send(topics.scores(), LAST_MONTH);
    retention.awaitLook();
    assertThat(retention.deleted(topics.scores())).isZero();
  }

  private static TopicTimes times() {
    return new TopicTimes(admin, PATIENCE);
  }

  private static void create(String topic, Map<String, String> configs) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(configs))).all().get();
  }

  private static void send(String topic, Instant time) throws Exception {
    producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), "key", "value")).get();
  }

  private static @Nullable Throwable refusal(String topic, Instant time) throws Exception {
    try {
      send(topic, time);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  private static Topics topics(String prefix) {
    return new Topics(
        prefix + "frames",
        prefix + "scores",
        prefix + "alerts",
        prefix + "summaries",
        prefix + "candidates",
        prefix + "labels",
        prefix + "references",
        prefix + "reports",
        prefix + "letters",
        prefix + "events",
        prefix + "positions",
        prefix + "schemas");
  }
}
