package io.sisom.console;

import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** Candidates as they come off the topic. */
public final class SampleCandidates {
  private static final int SIDE = 32;

  private SampleCandidates() {}

  /** A candidate, the less surprising the higher its number. */
  public static LabelCandidate candidate(String id, int number) {
    Instant at = Instant.parse("2026-06-01T12:00:00Z");
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(id)
            .setSensorId("camera-" + number % 7)
            .setCapturedAt(at)
            .setScoredAt(at)
            .setPredicted(number % 2 == 0 ? "cat" : "dog")
            .setInnerDistance(1.5)
            .setOuterDistance(Double.POSITIVE_INFINITY)
            .setRatio(0.75)
            .setEnergy(-3.25)
            .setSisome(2 - 1e-5 * number)
            .setPValue(Math.min(1, 0.001 + number * 1e-6))
            .setModelVersion("net@1")
            .setReferenceVersion(1)
            .build();
    return new LabelCandidate(
        at,
        at.plusSeconds(60),
        1 + number,
        500,
        3,
        score.getPredicted(),
        "dog",
        score,
        frame(id),
        null,
        "fleet");
  }

  private static SensorFrame frame(String id) {
    byte[] pixels = new byte[3 * SIDE * SIDE];
    new Random(id.hashCode()).nextBytes(pixels);
    return new SensorFrame(
        id,
        "camera",
        Instant.EPOCH,
        "rgb8-planar",
        SIDE,
        SIDE,
        ByteBuffer.wrap(pixels),
        null,
        null,
        Map.of());
  }
}
