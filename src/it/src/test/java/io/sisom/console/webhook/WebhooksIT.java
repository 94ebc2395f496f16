package io.sisom.console.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.console.QueueRig;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.OodAlert;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts go out in order, signed, and again where an address fails. */
class WebhooksIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  private record Received(String id, String timestamp, String signature, String body) {}

  @Test
  void anAddressThatFailsIsToldAgainAndInOrderAndARestartRepeatsNothing(@TempDir Path dir)
      throws Exception {
    HttpServer address =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    address.createContext("/", this::receive);
    address.start();
    WebhookConfig config =
        Settings.of(
                Map.of(
                    "webhook.urls",
                    "http://127.0.0.1:" + address.getAddress().getPort() + "/hook",
                    "webhook.secret",
                    SECRET))
            .bind(WebhookConfig.class);
    try (QueueRig rig = new QueueRig(dir, Map.of())) {
      failures.set(2);
      try (Webhooks webhooks = start(rig, config)) {
        awaitPositions(rig, config);
        send(rig, "episode-1", "episode-2");
        await().atMost(QueueRig.PATIENCE).until(() -> received.size() >= 4);
      }
      assertThat(received)
          .extracting(it -> episode(it.body()))
          .as("twice refused, then taken")
          .containsExactly("episode-1", "episode-1", "episode-1", "episode-2");
      assertThat(received.get(2).id()).isEqualTo(received.get(0).id());
      Received last = received.get(3);
      WebhookMessage message = new WebhookMessage(last.id(), last.body());
      assertThat(last.signature())
          .isEqualTo(
              message.signature(
                  Instant.ofEpochSecond(Long.parseLong(last.timestamp())), config.key()));

      send(rig, "episode-3");
      try (Webhooks webhooks = start(rig, config)) {
        await().atMost(QueueRig.PATIENCE).until(() -> received.size() >= 5);
      }
      assertThat(episode(received.get(4).body())).isEqualTo("episode-3");

      // While it was away, retention has passed its position: what is left is sent, not passed
      // over.
      send(rig, "episode-4", "episode-5");
      var alerts = new org.apache.kafka.common.TopicPartition(rig.config().topics().alerts(), 0);
      try (Admin admin = rig.config().kafka().admin()) {
        admin.deleteRecords(Map.of(alerts, RecordsToDelete.beforeOffset(4))).all().get();
      }
      try (Webhooks webhooks = start(rig, config)) {
        await().atMost(QueueRig.PATIENCE).until(() -> received.size() >= 6);
      }
      assertThat(episode(received.get(5).body())).isEqualTo("episode-5");
    } finally {
      address.stop(0);
    }
  }

  @Test
  void anAddressWhoseAnswerNeverEndsHoldsNothingUp(@TempDir Path dir) throws Exception {
    HttpServer address =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    java.util.concurrent.ExecutorService threads =
        java.util.concurrent.Executors.newCachedThreadPool();
    address.setExecutor(threads);
    address.createContext("/", this::receiveAndNeverEnd);
    address.start();
    WebhookConfig config =
        Settings.of(
                Map.of(
                    "webhook.urls",
                    "http://127.0.0.1:" + address.getAddress().getPort() + "/hook",
                    "webhook.secret",
                    SECRET))
            .bind(WebhookConfig.class);
    try (QueueRig rig = new QueueRig(dir, Map.of());
        Webhooks webhooks = start(rig, config)) {
      awaitPositions(rig, config);
      send(rig, "episode-1", "episode-2", "episode-3");
      await().atMost(QueueRig.PATIENCE).until(() -> received.size() >= 3);
      assertThat(received)
          .extracting(it -> episode(it.body()))
          .containsExactly("episode-1", "episode-2", "episode-3");
    } finally {
      address.stop(0);
      threads.shutdownNow();
    }
  }

  private void receiveAndNeverEnd(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(200, 0);
    byte[] some = new byte[1000];
    while (true) {
      exchange.getResponseBody().write(some);
      exchange.getResponseBody().flush();
    }
  }

  /** The example of Standard Webhooks' reference libraries. */
  @Test
  void signaturesAreAsStandardWebhooksHasThem() {
    WebhookMessage message =
        new WebhookMessage("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}");
    WebhookConfig config = Settings.of(Map.of("webhook.secret", SECRET)).bind(WebhookConfig.class);
    assertThat(message.signature(Instant.ofEpochSecond(1614265330), config.key()))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void addressesThatAreNoneAndSecretsThatProtectNothingAreRefused() {
    for (Map<String, String> settings :
        List.of(
            Map.of("webhook.urls", "http://localhost/"),
            Map.of("webhook.urls", "http://localhost/", "webhook.secret", "whsec_c2hvcnQ="),
            Map.of("webhook.urls", "file:///etc/passwd", "webhook.secret", SECRET),
            Map.of("webhook.urls", "no address", "webhook.secret", SECRET))) {
      assertThatThrownBy(() -> Settings.of(settings).bind(WebhookConfig.class).requireUsable())
          .isInstanceOf(SettingException.class)
          .hasMessageNotContaining("c2hvcnQ");
    }
  }

  private static Webhooks start(QueueRig rig, WebhookConfig config) {
    return Webhooks.start(
        rig.access(), config, () -> true, new SimpleMeterRegistry(), Clock.systemUTC());
  }

  /** Until the lane has said from where on it listens. */
  private static void awaitPositions(QueueRig rig, WebhookConfig config) {
    Map<String, Object> settings = new java.util.HashMap<>(rig.access().consumers());
    settings.put("group.id", WebhookLane.group(java.net.URI.create(config.urls().get(0))));
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            settings,
            new org.apache.kafka.common.serialization.StringDeserializer(),
            new org.apache.kafka.common.serialization.ByteArrayDeserializer())) {
      var partition = new org.apache.kafka.common.TopicPartition(rig.config().topics().alerts(), 0);
      await()
          .atMost(QueueRig.PATIENCE)
          .until(() -> consumer.committed(java.util.Set.of(partition)).get(partition) != null);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(
        new Received(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-timestamp"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(body, StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(failures.getAndDecrement() > 0 ? 500 : 204, -1);
    exchange.close();
  }

  private static String episode(String body) {
    try {
      JsonNode message = new ObjectMapper().readTree(body);
      assertThat(message.path("type").asText()).isEqualTo("alert.opened");
      return message.at("/data/episodeId").asText();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void send(QueueRig rig, String... episodes) {
    AvroCodec<OodAlert> codec = AvroCodec.of(OodAlert.class);
    try (KafkaProducer<String, byte[]> producer = rig.config().kafka().producer()) {
      for (String episode : episodes) {
        OodAlert alert =
            OodAlert.newBuilder()
                .setEpisodeId(episode)
                .setSensorId("camera-1")
                .setStatus(EpisodeStatus.OPENED)
                .setOpenedAt(Instant.EPOCH)
                .setLastNovelAt(Instant.EPOCH)
                .setFirstFrameId("a")
                .setLastFrameId("b")
                .setFrames(3)
                .setNovelFrames(3)
                .setPeakFrameId("b")
                .setPeakSisome(4)
                .setPeakPValue(0.01)
                .setPeakPredicted("cat")
                .setAlpha(0.01)
                .setModelVersion("net@1")
                .setReferenceVersion(1)
                .build();
        producer.send(
            new ProducerRecord<>(
                rig.config().topics().alerts(), 0, "camera-1", codec.encode(alert)));
      }
    }
  }
}
