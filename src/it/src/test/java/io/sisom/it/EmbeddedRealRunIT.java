package io.sisom.it;

import io.sisom.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRealRunIT {
  @Test
  void scoresRealFramesOnceAndAsOfflineOnTheEmbeddedBroker(@TempDir Path dir) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      new RealRun(broker.bootstrapServers(), dir).scoresEveryFrameOnceAsOffline();
    }
  }
}
