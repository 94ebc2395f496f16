package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TopicFollower promises, on a real broker. */
class TopicFollowerTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final AtomicInteger topics = new AtomicInteger();

  private static EmbeddedBroker broker;

  private final String topic = "followed-" + topics.incrementAndGet();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger readings = new AtomicInteger();

  @BeforeAll
  static void startBroker(@TempDir Path dir) {
    broker = EmbeddedBroker.start(dir, 0, Map.of("auto.create.topics.enable", "false"));
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void handsOnAllPartitionsFromTheirBeginning() throws Exception {
    create();
    send(0, "a");
    send(1, "b");
    try (TopicFollower follower = follow(Took::new)) {
      await().atMost(TIMEOUT).until(() -> taken.size() == 2);
      send(0, "c");
      await().atMost(TIMEOUT).until(() -> taken.size() == 3);
      assertThat(taken).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(follower.state()).isEqualTo(new FollowerState.Following());
      follower.close();
      assertThat(follower.state()).isEqualTo(new FollowerState.Stopped());
    }
  }

  @Test
  void waitsForATopicThatIsMadeLater() throws Exception {
    try (TopicFollower follower = follow(Took::new)) {
      await().atMost(TIMEOUT).until(() -> follower.state() instanceof FollowerState.Waiting);
      create();
      send(0, "a");
      await().atMost(TIMEOUT).until(() -> taken.equals(List.of("a")));
    }
  }

  @Test
  void waitsForABrokerThatIsAbsentAtTheStart(@TempDir Path dir) throws Exception {
    int port = FreePort.next();
    try (TopicFollower follower = follow("localhost:" + port, Took::new)) {
      await().atMost(TIMEOUT).until(() -> follower.state() instanceof FollowerState.Waiting);
      try (EmbeddedBroker late = EmbeddedBroker.start(dir, port, Map.of())) {
        create(late);
        send(late, 0, "a");
        await().atMost(TIMEOUT).until(() -> taken.equals(List.of("a")));
      }
    }
  }

  @Test
  void troubleThatMayPassIsWaitedOut() throws Exception {
    create();
    send(0, "a");
    try (TopicFollower follower =
        follow(
            () -> {
              if (readings.get() == 0) {
                return new Took() {
                  @Override
                  public boolean take(
                      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
                      throws IOException {
                    throw new IOException("the disk is full");
                  }
                };
              }
              return new Took();
            })) {
      await().atMost(TIMEOUT).until(() -> taken.equals(List.of("a")));
      assertThat(readings).hasValue(2);
      assertThat(follower.failure()).isEmpty();
    }
  }

  @Test
  void aBugIsToldAndNothingIsTriedAgain() throws Exception {
    create();
    send(0, "a");
    RuntimeException bug = new NullPointerException("a bug");
    CountDownLatch closed = new CountDownLatch(1);
    try (TopicFollower follower =
        follow(
            () ->
                new Took() {
                  @Override
                  public boolean take(
                      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
                    throw bug;
                  }

                  @Override
                  public void close() {
                    closed.countDown();
                  }
                })) {
      await().atMost(TIMEOUT).until(() -> follower.failure().isPresent());
      assertThat(follower.state()).isEqualTo(new FollowerState.Failed(bug));
      assertThat(closed.getCount()).as("its reading is closed").isZero();
      assertThat(readings).hasValue(1);
    }
  }

  @Test
  void aReadingThatWantsToBeginAnewDoes() throws Exception {
    create();
    send(0, "a");
    try (TopicFollower follower =
        follow(
            () -> {
              boolean first = readings.get() == 0;
              return new Took() {
                @Override
                public boolean take(
                    Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
                  records.forEach(record -> taken.add(record.key()));
                  return !first || records.isEmpty();
                }
              };
            })) {
      await().atMost(TIMEOUT).until(() -> taken.equals(List.of("a", "a")));
      assertThat(follower.failure()).isEmpty();
    }
  }

  @Test
  void closingEndsAReadingThatIsBlocked() throws Exception {
    create();
    CountDownLatch blocked = new CountDownLatch(1);
    TopicFollower follower =
        follow(
            () ->
                new Took() {
                  @Override
                  public boolean take(
                      Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
                      throws InterruptedException {
                    blocked.countDown();
                    new CountDownLatch(1).await();
                    return true;
                  }
                });
    blocked.await();
    follower.close();
    assertThat(follower.state()).isEqualTo(new FollowerState.Stopped());
  }

  @Test
  void closingEndsAConnectionThatDoesNotCome() {
    TopicFollower follower = follow("localhost:1", Map.of(), Took::new);
    follower.close();
    assertThat(follower.state()).isEqualTo(new FollowerState.Stopped());
  }

  @Test
  void readsOnlyWhenItIsItsTurn() throws Exception {
    create();
    send(0, "a");
    CountDownLatch turn = new CountDownLatch(1);
    TopicFollower.Plan plan =
        plan(broker.bootstrapServers(), Map.of()).whenever(() -> turn.getCount() == 0);
    try (TopicFollower follower = new TopicFollower(plan, Took::new)) {
      follower.start();
      await().atMost(TIMEOUT).until(() -> follower.state() instanceof FollowerState.Waiting);
      assertThat(readings).hasValue(0);
      turn.countDown();
      await().atMost(TIMEOUT).until(() -> taken.equals(List.of("a")));
    }
  }

  private class Took implements TopicReading {
    Took() {
      readings.incrementAndGet();
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      consumer.seekToBeginning(partitions);
    }

    @Override
    public boolean take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
        throws IOException, InterruptedException {
      records.forEach(record -> taken.add(record.key()));
      return true;
    }
  }

  private TopicFollower follow(TopicReading.Source readings) {
    return follow(broker.bootstrapServers(), readings);
  }

  private TopicFollower follow(String servers, TopicReading.Source readings) {
    return follow(
        servers, Map.of("default.api.timeout.ms", 1_000, "request.timeout.ms", 500), readings);
  }

  private TopicFollower follow(
      String servers, Map<String, Object> extra, TopicReading.Source readings) {
    TopicFollower follower = new TopicFollower(plan(servers, extra), readings);
    follower.start();
    return follower;
  }

  private TopicFollower.Plan plan(String servers, Map<String, Object> extra) {
    Map<String, Object> client = new HashMap<>(extra);
    client.put("bootstrap.servers", servers);
    return TopicFollower.Plan.of("follower", List.of(topic), client, Duration.ofMillis(50))
        .pausing(Duration.ofMillis(10), Duration.ofMillis(100))
        .patient(Duration.ofMillis(500));
  }

  private void create() throws Exception {
    create(broker);
  }

  private void create(EmbeddedBroker at) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", at.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
    }
  }

  private void send(int partition, String key) throws Exception {
    send(broker, partition, key);
  }

  private void send(EmbeddedBroker at, int partition, String key) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", at.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, partition, key, new byte[0])).get();
    }
  }
}
