package io.sisom.live;

import io.sisom.schema.DelayCount;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.OodAlert;
import io.sisom.wire.DelaySteps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Frames and alerts to show. */
final class Frames {
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private Frames() {}

  /** Scored so many ms after noon, 40 ms after it was captured. */
  static SeenFrame frame(String sensorId, String frameId, long millis, double pValue) {
    Instant at = NOON.plusMillis(millis);
    return new SeenFrame(
        frameId,
        sensorId,
        at.minusMillis(40),
        at,
        "cat",
        pValue,
        0.5,
        -3,
        1 - pValue,
        1,
        false,
        false,
        Optional.empty(),
        SeenOrigin.NONE);
  }

  /** Five seconds of a sensor from so many ms after noon, a frame a second, 40 ms of delay each. */
  static SeenSummary summary(String sensorId, long millis, int novel) {
    SeenFrame dull = frame(sensorId, sensorId + "-dull-" + millis, millis + 4_000, 0.5);
    SeenFrame most = frame(sensorId, sensorId + "-most-" + millis, millis, novel > 0 ? 0.001 : 0.4);
    return new SeenSummary(
        sensorId,
        NOON.plusMillis(millis),
        NOON.plusMillis(millis + 4_000),
        5,
        novel,
        0,
        List.of(new DelayCount(DelaySteps.of(40), 5)),
        List.of(most.pValue(), 0.5, 0.5, 0.5, 0.5),
        most,
        dull);
  }

  static SeenFrame like(SeenFrame frame, boolean mute) {
    return new SeenFrame(
        frame.frameId(),
        frame.sensorId(),
        frame.capturedAt(),
        frame.scoredAt(),
        frame.predicted(),
        frame.pValue(),
        frame.ratio(),
        frame.energy(),
        frame.sisome(),
        frame.version(),
        mute,
        frame.recorded(),
        frame.place(),
        frame.origin());
  }

  static OodAlert alert(String episodeId, EpisodeStatus status, int second) {
    Instant at = NOON.plusSeconds(second);
    return OodAlert.newBuilder()
        .setEpisodeId(episodeId)
        .setSensorId("camera-1")
        .setStatus(status)
        .setOpenedAt(at)
        .setLastNovelAt(at)
        .setFirstFrameId("f-1")
        .setLastFrameId("f-9")
        .setFrames(9)
        .setNovelFrames(5)
        .setPeakFrameId("f-4")
        .setPeakSisome(2)
        .setPeakPValue(0.001)
        .setPeakPredicted("cat")
        .setAlpha(0.01)
        .setModelVersion("net@1")
        .setReferenceVersion(1)
        .build();
  }
}
