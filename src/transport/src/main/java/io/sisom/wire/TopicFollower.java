package io.sisom.wire;

import io.sisom.wire.FollowerState.Connecting;
import io.sisom.wire.FollowerState.Failed;
import io.sisom.wire.FollowerState.Following;
import io.sisom.wire.FollowerState.Stopped;
import io.sisom.wire.FollowerState.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all partitions of some topics on a thread of its own, and hands what comes to a {@link
 * TopicReading}. What holds:
 *
 * <ul>
 *   <li>trouble that may pass (Kafka out of reach, a full disk, a topic that is not there yet) is
 *       told at warn and waited out, ever longer; then another reading begins on a new connection;
 *   <li>a bug in the reading is told at error with its trace, the thread ends, and {@link #state}
 *       says {@link Failed} from then on: nothing is tried again that cannot succeed;
 *   <li>{@link #close} ends whatever the thread waits for, and returns in bounded time.
 * </ul>
 */
public final class TopicFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
  private static final Duration ASK_AGAIN = Duration.ofMillis(500);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(5);

  private final Plan plan;
  private final TopicReading.Source readings;
  private final Map<String, Object> settings;
  private final StopSignal stop = new StopSignal();
  private final AtomicReference<@Nullable Consumer<String, byte[]>> polling =
      new AtomicReference<>();
  private final Thread thread;
  private volatile FollowerState state = new Connecting();

  /**
   * What is followed, and how.
   *
   * @param name of the thread
   * @param topics all of whose partitions are read
   * @param client settings of a consumer, at least {@code bootstrap.servers}
   * @param poll how long a poll waits for records
   * @param backoff of trouble that may pass
   * @param mayRun whether it is this process's turn; asked between readings
   * @param patience how long {@link #close} waits before it interrupts
   */
  public record Plan(
      String name,
      List<String> topics,
      Map<String, ?> client,
      Duration poll,
      Backoff backoff,
      BooleanSupplier mayRun,
      Duration patience) {
    /** Copies topics and settings. */
    public Plan {
      topics = List.copyOf(topics);
      client = Map.copyOf(client);
    }

    /** Always this process's turn, with pauses from half a second to 30 s, and 10 s of patience. */
    public static Plan of(String name, List<String> topics, Map<String, ?> client, Duration poll) {
      return new Plan(
          name,
          topics,
          client,
          poll,
          Backoff.between(Duration.ofMillis(500), Duration.ofSeconds(30)),
          () -> true,
          Duration.ofSeconds(10));
    }

    /** The same with other pauses. */
    public Plan pausing(Duration first, Duration longest) {
      return new Plan(
          name, topics, client, poll, Backoff.between(first, longest), mayRun, patience);
    }

    /** The same while {@code turn} says so. */
    public Plan whenever(BooleanSupplier turn) {
      return new Plan(name, topics, client, poll, backoff, turn, patience);
    }

    /** The same with another patience. */
    public Plan patient(Duration longer) {
      return new Plan(name, topics, client, poll, backoff, mayRun, longer);
    }
  }

  /** Not yet started. */
  public TopicFollower(Plan plan, TopicReading.Source readings) {
    this.plan = plan;
    this.readings = readings;
    this.settings = new HashMap<>(plan.client());
    settings.put("enable.auto.commit", false);
    settings.put("allow.auto.create.topics", false);
    this.thread = new Thread(this::run, plan.name());
    thread.setDaemon(true);
  }

  /** Begins to follow, once. */
  public void start() {
    thread.start();
  }

  /** What it is at. */
  public FollowerState state() {
    return state;
  }

  /** The bug that ended it. */
  public Optional<Throwable> failure() {
    return state instanceof Failed failed ? Optional.of(failed.bug()) : Optional.empty();
  }

  /** Whether it was told to end. */
  public boolean stopping() {
    return stop.given();
  }

  /** Waits on the follower's thread, within a reading; true as soon as that is to end. */
  public boolean stoppingWithin(Duration time) {
    return stop.givenWithin(time);
  }

  private void run() {
    try {
      while (!stop.given()) {
        if (plan.mayRun().getAsBoolean()) {
          attempt();
        } else {
          pause("it is not this process's turn", ASK_AGAIN);
        }
      }
      state = new Stopped();
    } catch (RuntimeException | Error e) {
      state = new Failed(e);
      log.atError()
          .addKeyValue("topics", plan.topics())
          .addKeyValue("thread", plan.name())
          .setCause(e)
          .log("a bug ended the following of a topic; nothing of it is read any more");
    }
  }

  private void attempt() {
    try {
      follow();
    } catch (WakeupException | InterruptException | InterruptedException e) {
      // Only close() wakes or interrupts this thread.
      if (!stop.given()) {
        throw new IllegalStateException("woken by somebody else", e);
      }
    } catch (KafkaException | IOException e) {
      trouble(e);
    }
  }

  private void trouble(Exception e) {
    if (stop.given()) {
      return;
    }
    Duration wait = plan.backoff().afterFailure();
    log.atWarn()
        .addKeyValue("topics", plan.topics())
        .addKeyValue("again.in", wait)
        .setCause(e)
        .log("following a topic failed");
    pause(String.valueOf(e.getMessage()), wait);
  }

  private void pause(String reason, Duration wait) {
    state = new Waiting(reason);
    stop.givenWithin(wait);
  }

  private void follow() throws IOException, InterruptedException {
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    polling.set(consumer);
    try (TopicReading reading = readings.open()) {
      if (!stop.given()) {
        List<TopicPartition> partitions = partitions(consumer);
        if (partitions.isEmpty()) {
          return;
        }
        consumer.assign(partitions);
        reading.begin(consumer, partitions);
        state = new Following();
      }
      boolean goOn = true;
      while (goOn && !stop.given()) {
        goOn = reading.take(consumer, consumer.poll(plan.poll()));
      }
      if (!goOn) {
        pause("it begins anew", ASK_AGAIN);
      }
    } finally {
      polling.set(null);
      close(consumer);
    }
  }

  /** Of all topics; none, after a pause, where one is not there yet. */
  private List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : plan.topics()) {
      List<TopicPartition> its =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      if (its.isEmpty()) {
        if (!(state instanceof Waiting)) {
          log.atWarn().addKeyValue("topic", topic).log("a topic to follow is not there yet");
        }
        pause("topic " + topic + " does not exist", ASK_AGAIN);
        return List.of();
      }
      all.addAll(its);
    }
    return all;
  }

  private static void close(Consumer<String, byte[]> consumer) {
    try {
      consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
    } catch (KafkaException e) {
      log.atDebug().setCause(e).log("a consumer was not closed in order");
    }
  }

  /** Ends it: wakes it from Kafka, then, after some patience, interrupts what it waits for. */
  @Override
  public void close() {
    stop.give();
    Consumer<String, byte[]> consumer = polling.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    if (!ended(plan.patience())) {
      thread.interrupt();
      if (!ended(LAST_PATIENCE)) {
        log.atError().addKeyValue("thread", plan.name()).log("a thread does not end");
      }
    }
  }

  private boolean ended(Duration time) {
    try {
      thread.join(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
