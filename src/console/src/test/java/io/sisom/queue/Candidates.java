package io.sisom.queue;

import io.sisom.schema.FrameScore;
import java.time.Instant;

/** Candidates as tests need them. */
final class Candidates {
  /** When their windows begin. */
  static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

  private Candidates() {}

  static Candidate candidate(String frameId, double pValue) {
    return candidate(frameId, pValue, "camera-1", "cat", NOON, 1);
  }

  static Candidate candidate(
      String frameId, double pValue, String sensor, String predicted, Instant at, long version) {
    return candidate(frameId, pValue, sensor, predicted, at, version, 1);
  }

  static Candidate candidate(
      String frameId,
      double pValue,
      String sensor,
      String predicted,
      Instant at,
      long version,
      double sisome) {
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId(frameId)
            .setSensorId(sensor)
            .setCapturedAt(at)
            .setScoredAt(at)
            .setPredicted(predicted)
            .setInnerDistance(1)
            .setOuterDistance(1)
            .setRatio(1)
            .setEnergy(-1)
            .setSisome(sisome)
            .setPValue(pValue)
            .setModelVersion("net@1")
            .setReferenceVersion(version)
            .build();
    return new Candidate(score, predicted, "dog", NOON, 1, 10, new Place(0, 0), false);
  }
}
