package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.SensorClocks;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class ScoredStageTest {
  private static final AvroCodec<FrameScore> CODEC = AvroCodec.of(FrameScore.class);
  private static final FrameOrigin SOURCE = new FrameOrigin("robot", "/camera", "run.mcap", "12:0");
  private static final Map<String, String> ATTRIBUTES = Map.of("captureClock", "header");

  private static final long ARRIVED = 1_700_000_000_000L;
  private static final long NOW = ARRIVED + 40;
  private static final EventTime RULE = new EventTime(Duration.ofSeconds(60));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MockProcessorContext<String, ScoredFrame> context = new MockProcessorContext<>();
  private final ScoredStage stage =
      new ScoredStage(
          new CaptureRule(RULE, Duration.ofMinutes(10)),
          new ScoringMetrics(registry),
          new SensorClocks(registry, System::nanoTime));

  @Test
  void handsOnTheScoreWithEveryFieldAsItWasMade() throws Exception {
    ScoredFrame scored = scored(ARRIVED - 10);
    FrameScore before = CODEC.decode(CODEC.encode(scored.score()));
    Record<String, ScoredFrame> out = through(scored);
    for (Schema.Field field : FrameScore.getClassSchema().getFields()) {
      assertThat(out.value().score().get(field.pos()))
          .as(field.name())
          .isNotNull()
          .isEqualTo(before.get(field.pos()));
    }
    assertThat(out.value()).as("not copied").isSameAs(scored);
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

  @Test
  void countsAFrameOfARecordingApartAndItsAgeInNoDelay() {
    List.of(ARRIVED - 600_000, ARRIVED - 600_001, 0L, ARRIVED + 60_001)
        .forEach(captured -> through(scored(captured)));
    assertThat(captured("live")).isEqualTo(1);
    assertThat(captured("recorded")).isEqualTo(2);
    assertThat(captured("ahead")).isEqualTo(1);
    assertThat(registry.timer("sisom.delay").count()).isEqualTo(2);
  }

  private double captured(String when) {
    return registry.get("sisom.frames.captured").tag("when", when).counter().count();
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
            null,
            SOURCE,
            ATTRIBUTES);
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
            .setSource(SOURCE)
            .setAttributes(ATTRIBUTES)
            .setNoneProbability(0.25)
            .setAlternatives(List.of("dog"))
            .setMutedBy("muted")
            .setCalibration("sensor")
            .setInnerLabel("bird")
            .setDistance(2.5)
            .setFramePartition(place.partition())
            .setFrameOffset(place.offset())
            .build();
    return new ScoredFrame(frame, score, new float[] {1, 2});
  }
}
