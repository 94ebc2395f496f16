package io.sisom.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.it.rig.ScoringRig;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapsIT {
  private static final int SIDE = 48;

  @Test
  void theLiveVersionsNetworkDrawsThemAndTheNextOneTakesOver(@TempDir Path dir) throws Exception {
    try (ScoringRig rig = new ScoringRig(dir, Instant.now(), Map.of(), Map.of());
        HeatMaps heat = rig.config().heatMaps()) {
      rig.label(200);
      rig.train();
      assertThat(heat.of(noise()))
          .isInstanceOfSatisfying(
              HeatAnswer.Drawn.class, drawn -> assertThat(drawn.version()).isEqualTo(1));
      assertThat(heat.of(garbage())).isInstanceOf(HeatAnswer.None.class);

      rig.label(40);
      long next = rig.train();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> heat.of(noise()) instanceof HeatAnswer.Drawn drawn && drawn.version() == next);
    }
  }

  private static SensorFrame noise() {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    new Random(1).nextBytes(pixels);
    return frame("rgb8-planar", pixels);
  }

  private static SensorFrame garbage() {
    return frame("jpeg", new byte[] {1, 2, 3});
  }

  private static SensorFrame frame(String encoding, byte[] bytes) {
    return new SensorFrame(
        "f",
        "cam",
        Instant.EPOCH,
        encoding,
        SIDE,
        SIDE,
        ByteBuffer.wrap(bytes),
        null,
        null,
        Map.of());
  }
}
