package io.sisom.feed.live.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sensors are named after topics, and addresses hold no secrets. */
class TopicSensorsTest {
  @ParameterizedTest
  @CsvSource({
    "fleet/+/cam/+, {1}-{2}, fleet/r1/cam/front, r1-front",
    "fleet/#, {1}, fleet/r1/cam, r1/cam",
    "+/cam, {robot}/{1}, a/cam, r7/a",
    "cam, {topic}, cam, cam",
    "+/+, {2}{1}, $1/b, b$1",
    "fleet/+/cam/+, {1}-{2}, fleet/r1/cam, ",
    "fleet/+/cam/+, {1}-{2}, fleet/r1/cam/a/b, ",
    "fleet/+/cam/+, {1}-{2}, other/r1/cam/a, ",
    "fleet/+, {1}, fleet/, ",
  })
  void afterTheWildcards(String filter, String pattern, String topic, String sensor) {
    TopicSensors names = new TopicSensors(filter, pattern, "r7");
    assertThat(names.match(topic).flatMap(it -> names.sensor(topic, it)))
        .isEqualTo(Optional.ofNullable(sensor));
  }

  @ParameterizedTest
  @CsvSource({"fleet/+, {2}", "fleet/+, {x}", "fleet/+, {robot}", "a/#/b, {1}", "a+/b, {topic}"})
  void whatCannotBeIsWrongUsage(String filter, String pattern) {
    assertThatThrownBy(() -> new TopicSensors(filter, pattern, ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp://me:secret@host", "ftp://host", "tcp:///", "host"})
  void anAddressWithAPasswordOrOfAnotherKindIsRefusedAndNotRepeated(String url) {
    assertThatThrownBy(() -> BrokerAddress.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void portsAreThoseOfMqttWhereNoneIsGiven() {
    assertThat(BrokerAddress.of(URI.create("tcp://host")).name()).isEqualTo("tcp://host:1883");
    assertThat(BrokerAddress.of(URI.create("mqtts://host")).name()).isEqualTo("ssl://host:8883");
  }
}
