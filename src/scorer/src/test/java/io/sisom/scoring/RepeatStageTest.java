package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;
import org.junit.jupiter.api.Test;

class RepeatStageTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProcessorContext<String, ScoredFrame> context = new MockProcessorContext<>();
  private long offset;

  @Test
  void aFrameThatIsFedTwiceIsScoredTwiceAndMarkedTheSecondTime() {
    RepeatStage stage = stage(10);
    ScoredFrame scored = scored("a");
    assertThat(through(stage, scored)).isSameAs(scored);

    ScoredFrame again = through(stage, scored("a"));

    assertThat(again.score().getRepeated()).isTrue();
    assertThat(again.score())
        .isEqualTo(FrameScore.newBuilder(scored.score()).setRepeated(true).build());
    assertThat(again.enhanced()).isEqualTo(scored.enhanced());
    assertThat(registry.counter("sisom.frames.repeated").count()).isOne();
  }

  @Test
  void whereNoneIsRememberedEachCounts() {
    RepeatStage stage = stage(0);
    through(stage, scored("a"));
    assertThat(through(stage, scored("a")).score().getRepeated()).isFalse();
  }

  private RepeatStage stage(int frames) {
    context.addStateStore(new InMemoryKeyValueStore(RepeatStage.STORE));
    RepeatStage stage = new RepeatStage(frames, new ScoringMetrics(registry));
    stage.init(context);
    return stage;
  }

  private ScoredFrame through(RepeatStage stage, ScoredFrame scored) {
    context.resetForwards();
    context.setCurrentSystemTimeMs(offset);
    context.setRecordMetadata("frames", 0, offset++);
    stage.process(new Record<>("cam", scored, 0));
    assertThat(context.forwarded()).hasSize(1);
    return (ScoredFrame) context.forwarded().get(0).record().value();
  }

  private static ScoredFrame scored(String frameId) {
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId(frameId)
            .setSensorId("cam")
            .setCapturedAt(Instant.EPOCH)
            .setEncoding("jpeg")
            .setContent(ByteBuffer.wrap(new byte[3]))
            .build();
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(frameId)
            .setSensorId("cam")
            .setCapturedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .setPredicted("cat")
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-3)
            .setSisome(4)
            .setPValue(0.25)
            .setModelVersion("m@1")
            .setReferenceVersion(7)
            .build();
    return new ScoredFrame(frame, score, new float[] {1, 2});
  }
}
