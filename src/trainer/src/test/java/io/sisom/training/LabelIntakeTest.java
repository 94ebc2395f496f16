package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.labeling.Captured;
import io.sisom.labeling.LabelBook;
import io.sisom.method.FrameShape;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.setting.Settings;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelIntakeTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  @TempDir private Path dir;

  @Test
  void whoSawAFrameAndWhenIsKnownOfEveryFrameThatHasAnAnswer() {
    FrameShape shape = new FrameShape(3, 1, 1);
    FrameLimits limits = Settings.of(Map.of()).bind(FrameLimits.class);
    try (PixelStore pixels = new PixelStore(dir, shape.bytes())) {
      LabelIntake intake =
          new LabelIntake(new FrameDecoder(limits), shape, pixels, new LabelBook());
      intake.take(given("a", "cam-1", 1));
      intake.take(given("b", "cam-2", 2));
      assertThat(intake.settle().captured())
          .containsOnly(
              Map.entry("a", new Captured("cam-1", NOON.plusSeconds(1))),
              Map.entry("b", new Captured("cam-2", NOON.plusSeconds(2))));
      assertThat(intake.settle().byFrame()).containsOnlyKeys("a", "b");

      intake.take(new LabelChange.Withdrawn("a|ann", new LabelChange.Place(0, 3)));
      assertThat(intake.settle().captured()).containsOnlyKeys("b");
      assertThat(intake.settle().spelledLike(List.of("cat")).captured())
          .as("whatever is done to labels")
          .containsOnlyKeys("b");
    }
  }

  private static LabelChange given(String frameId, String sensorId, int second) {
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId(frameId)
            .setSensorId(sensorId)
            .setCapturedAt(NOON.plusSeconds(second))
            .setEncoding("rgb8")
            .setWidth(1)
            .setHeight(1)
            .setContent(ByteBuffer.wrap(new byte[] {1, 2, (byte) second}))
            .build();
    LabeledFrame labeled =
        LabeledFrame.newBuilder()
            .setFrame(frame)
            .setLabel("cat")
            .setAnnotator("ann")
            .setLabeledAt(NOON)
            .build();
    return new LabelChange.Given(frameId + "|ann", new LabelChange.Place(0, second), labeled);
  }
}
