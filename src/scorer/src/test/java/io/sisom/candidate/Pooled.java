package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/** Scored frames to choose from. */
final class Pooled {
  private Pooled() {}

  /** Of one place by whatever it is ranked. */
  static PooledFrame frame(String frameId, long at, double ranking, float... enhanced) {
    return of(scored(frameId, at, 0.01, ranking, ranking), enhanced);
  }

  /** Of a recording. */
  static PooledFrame recorded(
      String frameId, String sensorId, long at, double ranking, float... enhanced) {
    return of(
        FrameScore.newBuilder(scored(frameId, at, 0.01, ranking, ranking))
            .setSensorId(sensorId)
            .setRecorded(true)
            .build(),
        enhanced);
  }

  static PooledFrame of(FrameScore score, float... enhanced) {
    ByteBuffer bytes =
        ByteBuffer.allocate(enhanced.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (float unit : enhanced) {
      bytes.putFloat(unit);
    }
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId(score.getFrameId())
            .setSensorId(score.getSensorId())
            .setCapturedAt(score.getCapturedAt())
            .setEncoding("jpeg")
            .setContent(ByteBuffer.wrap(new byte[] {1, 2, 3}))
            .build();
    return new PooledFrame(score, frame, bytes.flip(), true, 0, 0, false);
  }

  static FrameScore scored(String frameId, long at, double pValue, double ratio, double sisome) {
    return FrameScore.newBuilder()
        .setFrameId(frameId)
        .setSensorId("cam")
        .setCapturedAt(Instant.ofEpochMilli(at))
        .setScoredAt(Instant.ofEpochMilli(at))
        .setPredicted("cat")
        .setInnerDistance(1)
        .setOuterDistance(1)
        .setRatio(ratio)
        .setEnergy(0)
        .setSisome(sisome)
        .setPValue(pValue)
        .setNearestOuterLabel("dog")
        .setModelVersion("m1")
        .setReferenceVersion(1)
        .build();
  }
}
