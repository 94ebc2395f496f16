package io.sisom.console.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.console.KafkaAccess;
import io.sisom.live.Fleet;
import io.sisom.live.LiveConfig;
import io.sisom.live.SensorView;
import io.sisom.schema.DelayCount;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Summaries that somebody else may have written: what cannot be shown is counted and left out. */
class FleetIntakeTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private final Topics topics = Settings.defaults(Topics.class);
  private final Fleet fleet = new Fleet(Settings.defaults(LiveConfig.class), 0.01, true);
  private final Counter refused = new SimpleMeterRegistry().counter("refused");
  private final FleetIntake intake =
      new FleetIntake(
          new KafkaAccess(Map.of(), Map.of(), topics, WriterSchemas.none()),
          fleet,
          new ScoreSources(),
          refused,
          Clock.fixed(NOON, ZoneOffset.UTC));

  @Test
  void aSummaryIsShown() {
    take(summary("cam", 5, 2, 0.3, 40));
    assertThat(fleet.view(NOON).sensors()).extracting(SensorView::frames).containsExactly(5L);
    assertThat(refused.count()).isZero();
  }

  @Test
  void whatCannotBeShownIsCountedAndLeftOut() {
    take(summary(" ", 5, 2, 0.3, 40));
    take(summary("c".repeat(257), 5, 2, 0.3, 40));
    take(summary("cam", 0, 0, 0.3, 40));
    take(summary("cam", 5, 6, 0.3, 40));
    take(summary("cam", 5, -1, 0.3, 40));
    take(summary("cam", 5, 2, 0, 40));
    take(summary("cam", 5, 2, Double.NaN, 40));
    take(summary("cam", 5, 2, 0.3, 249));
    take(summary("cam", 5, 2, 0.3, -1));
    take(new byte[] {1, 2, 3});
    assertThat(refused.count()).isEqualTo(10);
    assertThat(fleet.view(NOON).sensors()).isEmpty();
    assertThat(fleet.view(NOON).counted()).isZero();
  }

  private void take(SensorSummary summary) {
    take(AvroCodec.of(SensorSummary.class).encode(summary));
  }

  private void take(byte[] value) {
    intake.take(new ConsumerRecord<>(topics.summaries(), 0, 0, "cam", value), 3);
  }

  private static SensorSummary summary(
      String sensorId, int frames, int novel, double pValue, int delayStep) {
    SummarizedFrame frame =
        new SummarizedFrame("f", NOON, NOON, "cat", pValue, 1d, -1d, 1d, 1L, false, false, 0, 7L);
    return new SensorSummary(
        sensorId,
        NOON,
        NOON,
        NOON.plusSeconds(5),
        frames,
        novel,
        0,
        0,
        0,
        0.01,
        List.of(),
        List.of(new DelayCount(delayStep, 5)),
        List.of(pValue),
        frame,
        frame,
        null,
        Map.of());
  }
}
