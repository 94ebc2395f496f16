package io.sisom.alert;

import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import java.time.Instant;
import java.util.Map;

/** Scores to feed alerts with. */
final class Scores {
  static final double NOVEL = 0.001;
  static final double FAMILIAR = 0.5;

  private Scores() {}

  static FrameScore novel(String frameId, long at) {
    return score("cam", frameId, at, NOVEL);
  }

  static FrameScore familiar(String frameId, long at) {
    return score("cam", frameId, at, FAMILIAR);
  }

  static FrameScore muted(FrameScore score) {
    return FrameScore.newBuilder(score).setMutedBy("m-1").build();
  }

  static FrameScore recorded(FrameScore score) {
    return FrameScore.newBuilder(score).setRecorded(true).build();
  }

  static FrameScore score(String sensorId, String frameId, long at, double pValue) {
    return scoreOf(sensorId, frameId, at, pValue, 1 - pValue, 1);
  }

  static FrameScore scoreOf(
      String sensorId, String frameId, long at, double pValue, double sisome, long reference) {
    return FrameScore.newBuilder()
        .setFrameId(frameId)
        .setSensorId(sensorId)
        .setCapturedAt(Instant.ofEpochMilli(at))
        .setScoredAt(Instant.ofEpochMilli(at))
        .setPredicted("cat")
        .setInnerDistance(1)
        .setOuterDistance(1)
        .setRatio(1)
        .setEnergy(0)
        .setSisome(sisome)
        .setPValue(pValue)
        .setModelVersion("m" + reference)
        .setReferenceVersion(reference)
        .setSource(new FrameOrigin("robot", "/camera", null, frameId))
        .setAttributes(Map.of("gps", "1,2"))
        .build();
  }
}
