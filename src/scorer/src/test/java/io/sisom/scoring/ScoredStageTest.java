package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.SensorClocks;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ScoredStageTest {
  private static final long ARRIVED = 1_700_000_000_000L;
  private static final long NOW = ARRIVED + 40;
  private static final EventTime RULE = new EventTime(Duration.ofSeconds(60));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProcessorContext<String, ScoredFrame> context = new MockProcessorContext<>();
  private final ScoredStage stage =
      new ScoredStage(
          RULE, new ScoringMetrics(registry), new SensorClocks(registry, System::nanoTime));

  @Test
  void handsOnTheScoreWithEveryFieldAsItWasMade() {
    ScoredFrame scored = scored(ARRIVED - 10);
    FrameScore before = FrameScore.newBuilder(scored.score()).build();
    Record<String, ScoredFrame> out = through(scored);
    for (Schema.Field field : FrameScore.getClassSchema().getFields()) {
      assertThat(out.value().score().get(field.pos()))
          .as(field.name())
          .isNotNull()
          .isEqualTo(before.get(field.pos()));
    }
    assertThat(out.value().frame()).isSameAs(scored.frame());
    assertThat(out.value().enhanced()).isSameAs(scored.enhanced());
  }

  @Test
  void itsRecordIsKeyedBySensorAndBearsTheTimeOfItsWriting() {
    Record<String, ScoredFrame> out = through(scored(ARRIVED - 10));
    assertThat(out.key()).isEqualTo("cam");
    assertThat(out.timestamp()).isEqualTo(NOW);
    assertThat(out.headers()).isEmpty();
  }

  @Test
  void aRejectedFrameEndsHere() {
    stage.init(context);
    stage.process(
        new Record<>(
            new byte[0],
            new Answered(new byte[0], new RejectedFrame("garbage", "no frame")),
            ARRIVED));
    assertThat(context.forwarded()).isEmpty();
    assertThat(registry.counter("sisom.frames.scored").count()).isZero();
  }

  @Test
  void countsTheDelaySinceTheCaptureThatCounts() {
    through(scored(ARRIVED - 10));
    assertThat(registry.counter("sisom.frames.scored").count()).isEqualTo(1);
    assertThat(registry.timer("sisom.delay").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(50);
  }

  @Test
  void aClockThatStaysAheadIsSeenAndOneThatIsRightAgainForgotten() {
    for (int i = 0; i < 10; i++) {
      through(scored(ARRIVED + 60_001));
    }
    assertThat(sensorsAhead()).isEqualTo(1);
    through(scored(ARRIVED + 60_000));
    assertThat(sensorsAhead()).isZero();
  }

  @Test
  void aCaptureTooFarAheadOrBeforeTheEpochCountsAsKafkasTime() {
    FramePlace place = new FramePlace(0, 0, ARRIVED);
    Instant arrived = Instant.ofEpochMilli(ARRIVED);
    assertThat(RULE.of(arrived.plusMillis(60_000), place)).isEqualTo(arrived.plusMillis(60_000));
    assertThat(RULE.of(arrived.plusMillis(60_001), place)).isEqualTo(arrived);
    assertThat(RULE.of(Instant.EPOCH, place)).isEqualTo(Instant.EPOCH);
    assertThat(RULE.of(Instant.ofEpochMilli(-1), place)).isEqualTo(arrived);
  }

  private double sensorsAhead() {
    return registry.get("sisom.clock.sensors").tag("off", "ahead").gauge().value();
  }

  private Record<String, ScoredFrame> through(ScoredFrame scored) {
    context.resetForwards();
    context.setCurrentSystemTimeMs(NOW);
    stage.init(context);
    stage.process(new Record<>(new byte[0], new Answered(new byte[0], scored), ARRIVED));
    assertThat(context.forwarded()).hasSize(1);
    Record<?, ?> record = context.forwarded().get(0).record();
    return new Record<>(
        (String) record.key(), (ScoredFrame) record.value(), record.timestamp(), record.headers());
  }

  private static ScoredFrame scored(long captured) {
    FramePlace place = new FramePlace(2, 3, ARRIVED);
    SensorFrame frame =
        new SensorFrame(
            "f",
            "cam",
            Instant.ofEpochMilli(captured),
            "rgb8",
            1,
            1,
            ByteBuffer.wrap(new byte[3]),
            null);
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId("f")
            .setSensorId("cam")
            .setCapturedAt(RULE.of(frame.getCapturedAt(), place))
            .setScoredAt(Instant.ofEpochMilli(NOW - 5))
            .setPredicted("cat")
            .setInnerDistance(1)
            .setOuterDistance(2)
            .setRatio(0.5)
            .setEnergy(-3)
            .setSisome(4)
            .setPValue(0.25)
            .setNearestInnerFrameId("b")
            .setNearestOuterFrameId("a")
            .setNearestOuterLabel("bird")
            .setModelVersion("m@1")
            .setReferenceVersion(7)
            .setProfile("lean")
            .setDistance(2.5)
            .setFramePartition(place.partition())
            .setFrameOffset(place.offset())
            .build();
    return new ScoredFrame(frame, score, new float[] {1, 2});
  }
}
