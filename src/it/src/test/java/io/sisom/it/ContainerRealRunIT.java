package io.sisom.it;

import io.sisom.testkit.EnabledWithDocker;
import io.sisom.testkit.KafkaInContainer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@EnabledWithDocker
class ContainerRealRunIT {
  @Test
  void scoresRealFramesOnceAndAsOfflineOnABrokerInAContainer(@TempDir Path dir) throws Exception {
    try (KafkaInContainer kafka = KafkaInContainer.start()) {
      new RealRun(kafka.bootstrapServers(), dir).scoresEveryFrameOnceAsOffline();
    }
  }
}
