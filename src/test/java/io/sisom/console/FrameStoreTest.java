package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sisom.app.config.SisomConfig;
import io.sisom.queue.Place;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameStoreTest {
  private static final int MORE_THAN_READERS = 8;

  @Test
  void aBrokerWhoseNameIsNotKnownUsesUpNoReaders() {
    SisomConfig config = SisomConfig.of(Map.of("kafka.bootstrap.servers", "nowhere.invalid:9092"));
    KafkaAccess kafka =
        new KafkaAccess(
            config.kafka().consumerProperties(),
            config.kafka().producerProperties(),
            config.topics());
    try (FrameStore store = FrameStore.ofCandidates(kafka, 1000)) {
      for (int i = 0; i < MORE_THAN_READERS; i++) {
        assertThat(assertTimeout(Duration.ofSeconds(4), () -> store.find("frame", new Place(0, 0))))
            .isInstanceOf(FoundFrame.Unavailable.class);
      }
    }
  }
}
