package io.sisom.feed.live.mqtt;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfigBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.LiveSource;
import io.sisom.feed.live.SessionEnd;
import io.sisom.feed.live.SessionWatch;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pictures that programs publish to an MQTT 5 broker, at least once each (QoS 1). A message is
 * acknowledged when its frame is on the topic or will never be, so of a session that the broker
 * keeps nothing is lost where this process is killed. No receive maximum is set: with one, the
 * client was seen to end connections to mosquitto 2.0.11 because more came, which of the two was
 * wrong was not found out; what is dropped here is acknowledged, so few are open at a time anyway.
 */
public final class MqttSource implements LiveSource {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final long SESSION_SECONDS = Duration.ofDays(1).toSeconds();
  private static final Set<Mqtt5ConnAckReasonCode> UNWANTED =
      EnumSet.of(
          Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
          Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
          Mqtt5ConnAckReasonCode.BANNED,
          Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION);
  private static final String WHY =
      "is the filter right, may this user read it, and is anything published?";

  private final BrokerAddress address;
  private final MqttChoice choice;
  private final Clock clock;

  /** At an address. */
  public MqttSource(BrokerAddress address, MqttChoice choice, Clock clock) {
    this.address = address;
    this.choice = choice;
    this.clock = clock;
  }

  @Override
  public String name() {
    return address.name();
  }

  @Override
  public SessionEnd session(int number, LiveInbox inbox, SessionWatch watch)
      throws InterruptedException {
    CompletableFuture<SessionEnd> ended = new CompletableFuture<>();
    Mqtt5AsyncClient client = client(ended);
    MqttIntake intake = new MqttIntake(choice, name(), number, inbox, watch, clock);
    // Before the connection stands: what a kept session has waiting comes at once.
    client.publishes(
        MqttGlobalPublishFilter.ALL,
        it -> intake.take(it.getTopic().toString(), it.getPayloadAsBytes(), it::acknowledge),
        true);
    try {
      within(connect(client));
      watch.connected();
      for (TopicSensors topic : choice.topics()) {
        within(
            client.subscribeWith().topicFilter(topic.filter()).qos(MqttQos.AT_LEAST_ONCE).send());
        watch.subscribed(MqttIntake.name(topic), WHY);
      }
      return ended.get();
    } catch (ExecutionException e) {
      return end(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      return new SessionEnd.Lost("the broker did not answer within " + PATIENCE.toSeconds() + " s");
    } finally {
      disconnect(client);
    }
  }

  private static void within(CompletableFuture<?> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Where it is not connected any more, this fails, which is what was wanted. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private static void disconnect(Mqtt5AsyncClient client) {
    if (client.getState().isConnectedOrReconnect()) {
      client.disconnect();
    }
  }

  private Mqtt5AsyncClient client(CompletableFuture<SessionEnd> ended) {
    return Mqtt5Client.builder()
        .identifier(choice.clientId().orElseGet(() -> "sisom-" + UUID.randomUUID()))
        .transportConfig(transport())
        .addDisconnectedListener(it -> ended.complete(end(it.getCause())))
        .buildAsync();
  }

  private MqttClientTransportConfig transport() {
    MqttClientTransportConfigBuilder transport =
        MqttClientTransportConfig.builder()
            .serverHost(address.host())
            .serverPort(address.port())
            .mqttConnectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .socketConnectTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    return (address.tls() ? transport.sslConfig(tls()) : transport).build();
  }

  private MqttClientSslConfig tls() {
    MqttClientSslConfigBuilder tls = MqttClientSslConfig.builder();
    return choice
        .authority()
        .map(it -> tls.trustManagerFactory(TrustedAuthority.of(it)))
        .orElse(tls)
        .build();
  }

  private CompletableFuture<?> connect(Mqtt5AsyncClient client) {
    boolean kept = choice.clientId().isPresent();
    Mqtt5ConnectBuilder.Send<? extends CompletableFuture<?>> connect =
        client
            .connectWith()
            .cleanStart(!kept)
            .sessionExpiryInterval(kept ? SESSION_SECONDS : 0)
            .keepAlive(KEEP_ALIVE_SECONDS)
            .restrictions()
            .maximumPacketSize(choice.maxBytes())
            .applyRestrictions();
    if (!choice.user().isEmpty()) {
      connect =
          connect
              .simpleAuth()
              .username(choice.user())
              .password(choice.password().getBytes(StandardCharsets.UTF_8))
              .applySimpleAuth();
    }
    return connect.send();
  }

  private static SessionEnd end(Throwable cause) {
    if (cause instanceof Mqtt5ConnAckException refused) {
      Mqtt5ConnAckReasonCode code = refused.getMqttMessage().getReasonCode();
      return UNWANTED.contains(code)
          ? new SessionEnd.Unwanted(
              "the broker does not let us in ("
                  + code
                  + "); check SISOM_FEED_USER and SISOM_FEED_PASSWORD")
          : new SessionEnd.Lost("the broker does not take us now (" + code + ")");
    }
    if (cause instanceof Mqtt5SubAckException refused) {
      return new SessionEnd.Unwanted(
          "the broker refuses a topic filter (" + refused.getMqttMessage().getReasonCodes() + ")");
    }
    String message = cause.getMessage();
    return new SessionEnd.Lost(
        "the connection broke off or did not come about ("
            + cause.getClass().getSimpleName()
            + (message == null ? ")" : ": " + message + ")"));
  }
}
