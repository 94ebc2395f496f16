package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.sisom.queue.Place;
import io.sisom.service.KafkaSettings;
import io.sisom.setting.Settings;
import io.sisom.wire.Topics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameStoreTest {
  private static final int MORE_THAN_READERS = 8;

  @Test
  void aBrokerWhoseNameIsNotKnownUsesUpNoReaders() {
    KafkaSettings settings = new KafkaSettings(Map.of("bootstrap.servers", "nowhere.invalid:9092"));
    KafkaAccess kafka =
        new KafkaAccess(
            settings.consumerProperties(),
            settings.producerProperties(),
            Settings.defaults(Topics.class));
    try (FrameStore store = FrameStore.ofCandidates(kafka, 1000)) {
      for (int i = 0; i < MORE_THAN_READERS; i++) {
        assertThat(assertTimeout(Duration.ofSeconds(4), () -> store.find("frame", new Place(0, 0))))
            .isInstanceOf(FoundFrame.Unavailable.class);
      }
    }
  }
}
