package io.sisom.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.Settings;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  @Test
  void makesTopicsOnceAndKeepsThemOverARestart(@TempDir Path dir) throws Exception {
    Topics topics = Settings.defaults(Topics.class);
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0, Map.of());
        Admin admin = adminOf(broker)) {
      assertThat(createTopics(admin, topics)).containsExactlyInAnyOrderElementsOf(topics.all());
      assertThat(createTopics(admin, topics)).isEmpty();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0, Map.of());
        Admin admin = adminOf(broker)) {
      assertThat(admin.listTopics().names().get()).containsAll(topics.all());
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndHarmsNeitherDataNorProcess(@TempDir Path dir) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(dir, other.getLocalPort(), Map.of()))
          .hasMessageContaining("localhost:" + other.getLocalPort());
    }
    EmbeddedBroker.start(dir, 0, Map.of()).close();
  }

  @Test
  void aBrokerComesBackOnItsPort(@TempDir Path dir) throws Exception {
    int port;
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, 0, Map.of())) {
      port = broker.port();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir, port, Map.of());
        Admin admin = adminOf(broker)) {
      assertThat(broker.port()).isEqualTo(port);
      assertThat(admin.listTopics().names().get()).isEmpty();
    }
  }

  private static Iterable<String> createTopics(Admin admin, Topics topics) throws Exception {
    return new TopicSetup(admin).create(topics, 3, (short) 1, Duration.ofSeconds(30));
  }

  private static Admin adminOf(EmbeddedBroker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
