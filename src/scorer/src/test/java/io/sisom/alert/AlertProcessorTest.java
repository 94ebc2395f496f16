package io.sisom.alert;

import static io.sisom.alert.Scores.familiar;
import static io.sisom.alert.Scores.muted;
import static io.sisom.alert.Scores.novel;
import static io.sisom.alert.Scores.recorded;
import static io.sisom.alert.Scores.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.OodAlert;
import io.sisom.setting.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertProcessorTest {
  private final Path dir;
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final AlertMetrics metrics = new AlertMetrics(registry);

  AlertProcessorTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void sendsAnEpisodeUnderItsSensor() {
    try (AlertRun run = run(Map.of())) {
      run.see(novel("a", 0), novel("b", 100), novel("c", 200), familiar("d", 3_000));
      assertThat(run.alerts.readKeyValuesToList())
          .allSatisfy(sent -> assertThat(sent.key).isEqualTo("cam"))
          .extracting(sent -> sent.value.getStatus())
          .containsExactly(EpisodeStatus.OPENED, EpisodeStatus.CLOSED);
      assertThat(run.snapshot()).isEmpty();
    }
  }

  @Test
  void keepsSensorsApart() {
    try (AlertRun run = run(Map.of())) {
      run.see(score("x", "x1", 0, 0), score("y", "y1", 0, 0), score("x", "x2", 1, 0));
      run.see(score("y", "y2", 1, 0), score("x", "x3", 2, 0));
      assertThat(run.alerts.readKeyValuesToList()).extracting(e -> e.key).containsExactly("x");
    }
  }

  @Test
  void closesByWallClockWhenTheSensorFallsSilent() {
    try (AlertRun run = run(Map.of())) {
      openEpisode(run);
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).isTrue();

      run.driver.advanceWallClockTime(Duration.ofSeconds(1));

      OodAlert closed = run.alerts.readValue();
      assertThat(closed.getCloseReason()).isEqualTo("gap");
      assertThat(closed.getClosedAt()).isEqualTo(Instant.ofEpochMilli(200));
      assertThat(run.alerts.isEmpty()).isTrue();
      run.driver.advanceWallClockTime(Duration.ofMinutes(1));
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }

  @Test
  void aFrameKeepsASilentSensorsEpisodeOpen() {
    try (AlertRun run = run(Map.of())) {
      openEpisode(run);
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      run.see(novel("d", 300));
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }

  @Test
  void closesASilentEpisodeWhoseClockShowsATimeBefore1970() {
    try (AlertRun run = run(Map.of())) {
      run.see(novel("a", -300), novel("b", -200), novel("c", -100));
      run.driver.advanceWallClockTime(Duration.ofSeconds(20));
      assertThat(run.alerts.readValuesToList()).hasSize(2);
    }
  }

  @Test
  void aRestartNeitherForgetsNorRepeatsAnEpisode() {
    Map<String, EpisodeState> kept;
    OodAlert opened;
    try (AlertRun run = run(Map.of())) {
      opened = openEpisode(run);
      kept = run.snapshot();
      assertThat(openGauge()).isEqualTo(1);
    }
    assertThat(openGauge()).as("the partition went away").isZero();

    try (AlertRun run = run(kept)) {
      assertThat(openGauge()).isEqualTo(1);
      run.see(novel("d", 300));
      assertThat(run.alerts.isEmpty()).as("no second opening").isTrue();
      run.see(familiar("e", 3_000));
      OodAlert closed = run.alerts.readValue();
      assertThat(closed.getEpisodeId()).isEqualTo(opened.getEpisodeId());
      assertThat(closed.getNovelFrames()).isEqualTo(4);
      assertThat(openGauge()).isZero();
    }
    assertThat(openGauge()).isZero();
    assertThat(registry.get("sisom.alerts.opened").counter().count()).isEqualTo(1);
    assertThat(registry.get("sisom.alerts.closed").counter().count()).isEqualTo(1);
  }

  @Test
  void aRestartForgetsNoSighting() {
    Map<String, EpisodeState> kept;
    try (AlertRun run = run(Map.of())) {
      run.see(novel("a", 0), novel("b", 100));
      kept = run.snapshot();
    }
    try (AlertRun run = run(kept)) {
      assertThat(openGauge()).isZero();
      run.see(novel("c", 200));
      assertThat(run.alerts.readValue().getFirstFrameId()).isEqualTo("a");
    }
  }

  @Test
  void anEpisodeLeftOpenIsClosedAfterARestartWhenNoFrameComes() {
    Map<String, EpisodeState> kept;
    try (AlertRun run = run(Map.of())) {
      openEpisode(run);
      kept = run.snapshot();
    }
    try (AlertRun run = run(kept)) {
      run.driver.advanceWallClockTime(Duration.ofSeconds(9));
      assertThat(run.alerts.isEmpty()).as("the wall clock starts anew").isTrue();
      run.driver.advanceWallClockTime(Duration.ofSeconds(1));
      assertThat(run.alerts.readValue().getCloseReason()).isEqualTo("gap");
    }
  }

  @Test
  void recordingsOfASensorAndItsLiveFramesCloseNoEpisodeOfEachOther() {
    try (AlertRun run = run(Map.of())) {
      for (int i = 0; i < 5; i++) {
        run.see(recorded(novel("a" + i, 1_000_000 + 100 * i)));
        run.see(recorded(novel("b" + i, 2_000_000 + 100 * i)));
        run.see(novel("live" + i, 9_000_000 + 100 * i));
      }
      assertThat(run.alerts.readValuesToList())
          .extracting(it -> it.getStatus() + " " + it.getFirstFrameId() + " " + it.getLastFrameId())
          .containsExactly("OPENED a0 a2", "OPENED b0 b2", "OPENED live0 live2");
      assertThat(openGauge()).isEqualTo(3);

      run.driver.advanceWallClockTime(Duration.ofSeconds(10));
      assertThat(run.alerts.readValuesToList())
          .extracting(it -> it.getStatus() + " " + it.getFirstFrameId() + " " + it.getLastFrameId())
          .containsExactlyInAnyOrder("CLOSED a0 a4", "CLOSED b0 b4", "CLOSED live0 live4");
      assertThat(run.snapshot()).isEmpty();
    }
  }

  @Test
  void novelFramesOfTwoRecordingsOpenNoEpisodeTogether() {
    try (AlertRun run = run(Map.of())) {
      run.see(recorded(novel("a", 1_000_000)), recorded(novel("b", 2_000_000)));
      run.see(novel("c", 9_000_000), recorded(novel("d", 1_000_100)), novel("e", 9_000_100));
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }

  /** An earlier version kept what it remembered of a recording under the sensor's id alone. */
  @Test
  void anEpisodeOfARecordingThatAnEarlierVersionLeftOpenGoesOn() {
    Map<String, EpisodeState> kept;
    OodAlert opened;
    try (AlertRun run = run(Map.of())) {
      opened = openEpisode(run);
      kept = run.snapshot();
      assertThat(kept).containsOnlyKeys("cam");
    }
    try (AlertRun run = run(kept)) {
      run.see(
          recorded(novel("far", 9_000_000)), recorded(novel("d", 300)), novel("live", 99_000_000));
      assertThat(run.alerts.isEmpty()).isTrue();
      run.see(recorded(familiar("e", 3_000)));
      OodAlert closed = run.alerts.readValue();
      assertThat(closed.getEpisodeId()).isEqualTo(opened.getEpisodeId());
      assertThat(closed.getNovelFrames()).isEqualTo(4);
      assertThat(closed.getCloseReason()).isEqualTo("quiet");
    }
  }

  @Test
  void ofTooManyRecordingsTheOneHeardLongestAgoIsClosed() {
    try (AlertRun run = run(Map.of())) {
      for (int r = 0; r <= SensorRecordings.MAX_RECORDINGS; r++) {
        for (int i = 0; i < 3; i++) {
          run.see(recorded(novel("r" + r + "-" + i, 1_000_000L * r + i)));
        }
      }
      assertThat(run.alerts.readValuesToList())
          .filteredOn(it -> it.getStatus() == EpisodeStatus.CLOSED)
          .extracting(OodAlert::getFirstFrameId)
          .containsExactly("r0-0");
      assertThat(run.snapshot()).hasSize(SensorRecordings.MAX_RECORDINGS);
      assertThat(openGauge()).isEqualTo(SensorRecordings.MAX_RECORDINGS);
    }
  }

  private double openGauge() {
    return registry.get("sisom.alerts.open").gauge().value();
  }

  private AlertRun run(Map<String, EpisodeState> restored) {
    return new AlertRun(Settings.defaults(AlertConfig.class), metrics, dir, restored);
  }

  private static OodAlert openEpisode(AlertRun run) {
    run.see(novel("a", 0), novel("b", 100), novel("c", 200));
    List<OodAlert> events = run.alerts.readValuesToList();
    assertThat(events).extracting(OodAlert::getStatus).containsExactly(EpisodeStatus.OPENED);
    return events.get(0);
  }

  @Test
  void countsMutedFramesOfAllSensors() {
    try (AlertRun run = run(Map.of())) {
      run.see(muted(novel("a", 0)), muted(familiar("b", 100)), novel("c", 200));
      run.see(muted(score("x", "x1", 0, 0)), muted(score("y", "y1", 0, 0)));
      assertThat(registry.get("sisom.alerts.muted").counter().count()).isEqualTo(3);
      assertThat(run.alerts.isEmpty()).isTrue();
    }
  }
}
