package io.sisom.console.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.StopSignal;
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
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final Map<String, Object> settings;
  private final String topic;
  private final URI url;
  private final WebhookConfig config;
  private final BooleanSupplier mayRun;
  private final Clock clock;
  private final Counter delivered;
  private final Counter givenUp;
  private final AvroCodec<OodAlert> codec = AvroCodec.of(OodAlert.class);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "webhook");

  WebhookLane(
      Map<String, Object> consumers,
      String topic,
      URI url,
      WebhookConfig config,
      BooleanSupplier mayRun,
      MeterRegistry registry,
      Clock clock) {
    this.settings = new HashMap<>(consumers);
    settings.put("group.id", group(url));
    // A position that retention has passed goes on with what is left.
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 50);
    this.topic = topic;
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
  }

  /** The consumer group that holds an address's position. */
  static String group(URI url) {
    return "sisom-webhook-"
        + UUID.nameUUIDFromBytes(url.toString().getBytes(StandardCharsets.UTF_8));
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    boolean stopped = false;
    while (!stopped) {
      try {
        if (mayRun.getAsBoolean()) {
          follow();
        }
      } catch (KafkaException e) {
        log.atWarn().setCause(e).log("reading alerts for a webhook failed; trying again");
      }
      stopped = stop.givenWithin(Duration.ofSeconds(1));
    }
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      begin(consumer);
      while (!stop.given() && mayRun.getAsBoolean()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          if (!send(record)) {
            return;
          }
          TopicPartition partition = new TopicPartition(topic, record.partition());
          consumer.commitSync(Map.of(partition, new OffsetAndMetadata(record.offset() + 1)));
        }
      }
    }
  }

  /** Where it left off; a new address hears of what comes next, and a restart changes nothing. */
  private void begin(KafkaConsumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
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
              codec.decode(record.value()), topic, record.partition(), record.offset());
    } catch (WireException e) {
      log.atWarn().addKeyValue("offset", record.offset()).log("no alert; not sent");
      return true;
    }
    long begun = System.nanoTime();
    Duration pause = Duration.ofSeconds(1);
    while (!taken(message)) {
      if (System.nanoTime() - begun > config.patience().toNanos()) {
        givenUp.increment();
        log.atWarn()
            .addKeyValue("host", url.getHost())
            .addKeyValue("id", message.id())
            .log("a webhook's address did not take an alert in time; the next one's turn");
        return true;
      }
      if (stop.givenWithin(pause) || !mayRun.getAsBoolean()) {
        return false;
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
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

  @Override
  public void close() {
    stop.giveAndJoin(thread, TIMEOUT.plusSeconds(5));
  }
}
