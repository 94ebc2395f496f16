package io.sisom.feed.live.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.sisom.feed.live.ros.RobotRig;
import io.sisom.feed.recording.FilePictures;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.schema.SensorFrame;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT against Debian's mosquitto; skipped, and says so, where that is not installed. */
class MosquittoTest {
  private static final String FILTER = "fleet/+/cam/+";
  private static final String TOPIC = "fleet/r7/cam/front";

  @TempDir private static Path dir;

  private static Mosquitto broker;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Mosquitto.find();
    Assumptions.assumeTrue(program.isPresent(), "this test needs mosquitto");
    broker = Mosquitto.start(program.get(), dir);
  }

  @AfterAll
  static void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
  }

  private static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(40));
  }

  private static MqttChoice choice(
      String filter, String password, Optional<String> id, Optional<Path> authority) {
    return new MqttChoice(
        List.of(new TopicSensors(filter, "{1}-{2}", "")),
        id,
        "us",
        password,
        authority,
        new FilePictures(PictureChoices.defaults()),
        1 << 20);
  }

  private static RobotRig rig(BrokerAddress address, MqttChoice choice) {
    return new RobotRig(new MqttSource(address, choice, Clock.systemUTC()));
  }

  private RobotRig rig() {
    return rig(broker.address(), choice(FILTER, "pass", Optional.empty(), Optional.empty()));
  }

  /** Publishes one picture after the other until the first is fed: then the filter is in force. */
  private void subscribed(RobotRig rig, int marker) {
    patiently()
        .until(
            () -> {
              broker.publish(TOPIC, RobotRig.png(marker));
              return rig.tally().all().received() > 0;
            });
  }

  private static byte[] json(int number, String more) {
    return ("{\"image\":\"%s\"%s}"
            .formatted(Base64.getEncoder().encodeToString(RobotRig.png(number)), more))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void filesAndJsonAreFedAndWhatIsNoneIsRefused() throws Exception {
    try (RobotRig rig = rig()) {
      subscribed(rig, 1);
      broker.publish("fleet/r8/cam/rear", json(2, ",\"capturedAt\":\"2026-01-01T00:00:00Z\""));
      patiently().until(() -> rig.tally().sensors().containsKey("r8-rear"));
      broker.publish("fleet/r8/cam/rear", "no picture".getBytes(StandardCharsets.UTF_8));
      broker.publish("fleet/r8/cam/other/deep", RobotRig.png(3));
      patiently().until(() -> rig.tally().all().refused() == 1);
      assertThat(rig.frames())
          .filteredOn(it -> it.getSensorId().equals("r8-rear"))
          .extracting(SensorFrame::getFrameId)
          .containsExactly("r8-rear-1767225600000000000");
      assertThat(rig.tally().sensors()).containsOnlyKeys("r7-front", "r8-rear");
      assertThat(rig.frames().get(0).getSource().getTopic()).isEqualTo(TOPIC);
    }
  }

  @Test
  void aBrokerThatIsAwayMeanwhileStopsNothingAndNothingIsFedTwice() throws Exception {
    try (RobotRig rig =
        rig(broker.address(), choice(FILTER, "pass", Optional.of("feed-1"), Optional.empty()))) {
      subscribed(rig, 1);
      patiently().until(() -> rig.frames().size() >= 1);
      broker.stop();
      patiently().until(() -> rig.notes().stream().anyMatch(it -> it.contains("trying again")));
      broker.again();
      for (int i = 10; i < 15; i++) {
        broker.publish(TOPIC, json(i, ",\"frameId\":\"f-" + i + "\""));
        int fed = i;
        patiently()
            .until(() -> rig.frames().stream().anyMatch(it -> it.getFrameId().equals("f-" + fed)));
      }
      assertThat(rig.frames())
          .extracting(SensorFrame::getFrameId)
          .filteredOn(it -> it.startsWith("f-"))
          .containsExactly("f-10", "f-11", "f-12", "f-13", "f-14");
    }
  }

  @Test
  void ofASessionThatIsKeptWhatWasPublishedMeanwhileComesLater() throws Exception {
    MqttChoice kept = choice(FILTER, "pass", Optional.of("feed-2"), Optional.empty());
    try (RobotRig rig = rig(broker.address(), kept)) {
      subscribed(rig, 1);
    }
    broker.publish("fleet/r9/cam/left", json(2, ",\"frameId\":\"meanwhile\""));
    try (RobotRig rig = rig(broker.address(), kept)) {
      patiently().until(() -> rig.tally().sensors().containsKey("r9-left"));
      patiently().until(() -> rig.frames().size() >= 1);
      assertThat(rig.frames()).extracting(SensorFrame::getFrameId).contains("meanwhile");
    }
  }

  @Test
  void withTheWrongPasswordItEndsAndSaysNothingOfIt() throws Exception {
    try (RobotRig rig =
        rig(broker.address(), choice(FILTER, "wrong-secret", Optional.empty(), Optional.empty()))) {
      patiently().until(() -> !rig.ended().isEmpty());
      assertThat(rig.ended()).contains("does not let us in", "SISOM_FEED_PASSWORD");
      assertThat(rig.ended() + rig.notes()).doesNotContain("wrong-secret");
    }
  }

  @Test
  void aWrongFilterIsToldAfterFiveSeconds() throws Exception {
    try (RobotRig rig =
        rig(broker.address(), choice("flet/+/cam/+", "pass", Optional.empty(), Optional.empty()))) {
      patiently()
          .until(
              () ->
                  rig.notes().stream()
                      .anyMatch(
                          it -> it.contains("topic flet/+/cam/+ has yielded nothing for 5 s")));
    }
  }

  @Test
  void tlsIsSpokenWithWhoIsTrustedAndNobodyElse() throws Exception {
    try (RobotRig rig =
        rig(
            broker.tlsAddress(),
            choice(FILTER, "pass", Optional.empty(), Optional.of(broker.authority())))) {
      subscribed(rig, 1);
    }
    try (RobotRig rig =
        rig(broker.tlsAddress(), choice(FILTER, "pass", Optional.empty(), Optional.empty()))) {
      patiently().until(() -> rig.notes().stream().anyMatch(it -> it.contains("trying again")));
      assertThat(rig.tally().all().received()).isZero();
    }
  }

  @Test
  void aSenderFasterThanTheFeedCostsNoMemoryAndTheLastPictureIsFed() throws Exception {
    int count = 1_000;
    try (RobotRig rig = rig()) {
      subscribed(rig, 1);
      long before = rig.tally().all().received();
      Mqtt5BlockingClient sender = broker.publisher();
      byte[] picture = json(7, ",\"frameId\":\"last\"");
      for (int i = 0; i < count; i++) {
        byte[] payload = i == count - 1 ? picture : RobotRig.png(100 + i);
        sender.publishWith().topic(TOPIC).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
      }
      sender.disconnect();
      patiently().until(() -> rig.tally().all().received() >= before + count);
      patiently().until(() -> rig.frames().stream().anyMatch(it -> it.getFrameId().equals("last")));
      assertThat(rig.frames()).extracting(SensorFrame::getFrameId).doesNotHaveDuplicates();
    }
  }
}
