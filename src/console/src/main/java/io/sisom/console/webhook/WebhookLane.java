package io.sisom.console.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.console.KafkaAccess;
import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Backoff;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import io.sisom.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts to one address, in order, on a thread of its own. An alert that is not taken is sent
 * again after 1 s, 2 s, 4 s ... at most a minute, until patience ends. The position is committed
 * after each: after a crash the last may come twice, under the same id.
 */
final class WebhookLane implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebhookLane.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LAST_COMMIT = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private static final byte[] NOTHING = {};

  private final String topic;
  private final URI url;
  private final WebhookConfig config;
  private final BooleanSupplier mayRun;
  private final Clock clock;
  private final Counter delivered;
  private final Counter givenUp;
  private final AvroCodec<OodAlert> codec;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final TopicFollower follower;

  WebhookLane(
      KafkaAccess kafka,
      URI url,
      WebhookConfig config,
      BooleanSupplier mayRun,
      MeterRegistry registry,
      Clock clock) {
    this.topic = kafka.topics().alerts();
    this.codec = AvroCodec.of(OodAlert.class, kafka.schemas());
    this.url = url;
    this.config = config;
    this.mayRun = mayRun;
    this.clock = clock;
    this.delivered =
        Counter.builder("sisom.webhook.delivered")
            .description("Alert events that an address took")
            .register(registry);
    this.givenUp =
        Counter.builder("sisom.webhook.given.up")
            .description("Alert events that an address did not take in time")
            .register(registry);
    this.follower = new TopicFollower(plan(kafka.consumers()), Sending::new);
  }

  /** The consumer group that holds an address's position. */
  static String group(URI url) {
    return "sisom-webhook-"
        + UUID.nameUUIDFromBytes(url.toString().getBytes(StandardCharsets.UTF_8));
  }

  void start() {
    follower.start();
  }

  private TopicFollower.Plan plan(Map<String, Object> consumers) {
    Map<String, Object> settings = new HashMap<>(consumers);
    settings.put("group.id", group(url));
    // A position that retention has passed goes on with what is left.
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 50);
    return TopicFollower.Plan.of("webhook", List.of(topic), settings, POLL)
        .pausing(PAUSE, PAUSE)
        .whenever(mayRun)
        .patient(TIMEOUT.plusSeconds(5));
  }

  private final class Sending implements TopicReading {
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      goOn(consumer, partitions);
    }

    @Override
    public boolean take(
        Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        if (!send(record)) {
          return false;
        }
        TopicPartition partition = new TopicPartition(topic, record.partition());
        commit(consumer, Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
      }
      return mayRun.getAsBoolean();
    }
  }

  private static void commit(
      Consumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> positions) {
    try {
      consumer.commitSync(positions);
    } catch (WakeupException e) {
      // Told to end in just this moment: what was taken must not be sent again.
      consumer.commitSync(positions, LAST_COMMIT);
    }
  }

  /** Where it left off; a new address hears of what comes next, and a restart changes nothing. */
  private static void goOn(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(Set.copyOf(partitions));
    Map<TopicPartition, OffsetAndMetadata> first = new HashMap<>();
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata position = committed.get(partition);
      if (position == null) {
        consumer.seekToEnd(List.of(partition));
        first.put(partition, new OffsetAndMetadata(consumer.position(partition)));
      } else {
        consumer.seek(partition, position.offset());
      }
    }
    consumer.commitSync(first);
  }

  /** Whether the record is done with; false: told to stop before it was. */
  private boolean send(ConsumerRecord<String, byte[]> record) {
    WebhookMessage message;
    try {
      message =
          WebhookMessage.of(
              codec.decode(record.value() == null ? NOTHING : record.value()),
              topic,
              record.partition(),
              record.offset());
    } catch (WireException e) {
      log.atWarn().addKeyValue("offset", record.offset()).log("no alert; not sent");
      return true;
    }
    long begun = System.nanoTime();
    Backoff backoff = Backoff.between(PAUSE, LONGEST_PAUSE);
    while (!taken(message)) {
      if (System.nanoTime() - begun > config.patience().toNanos()) {
        givenUp.increment();
        log.atWarn()
            .addKeyValue("host", url.getHost())
            .addKeyValue("id", message.id())
            .log("a webhook's address did not take an alert in time; the next one's turn");
        return true;
      }
      if (follower.stoppingWithin(backoff.afterFailure()) || !mayRun.getAsBoolean()) {
        return false;
      }
    }
    delivered.increment();
    return true;
  }

  private boolean taken(WebhookMessage message) {
    Instant now = clock.instant();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("webhook-id", message.id())
            .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
            .header("webhook-signature", message.signature(now, config.key()))
            .POST(HttpRequest.BodyPublishers.ofString(message.body()))
            .build();
    try {
      // What an address says beyond its status is not read: it might never end.
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      response.body().close();
      return response.statusCode() / 100 == 2;
    } catch (IOException e) {
      log.atDebug().addKeyValue("host", url.getHost()).setCause(e).log("a webhook failed");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The bug that ended it. */
  Optional<Throwable> failure() {
    return follower.failure();
  }

  @Override
  public void close() {
    follower.close();
  }
}
