package io.sisom.training;

import io.sisom.labeling.Captured;
import io.sisom.measure.EffectiveSize;
import io.sisom.method.Calibration;
import io.sisom.reference.SensorCalibration;
import io.sisom.reference.SensorCalibrations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Scores of held-out frames, sensor by sensor. */
final class SensorScores {
  private final Map<String, List<Scored>> bySensor = new TreeMap<>();
  private int unknown;

  private record Scored(Instant at, String frameId, double score) {}

  /**
   * Takes one in.
   *
   * @param captured who saw each frame and when, by frameId
   */
  void add(String frameId, double score, Map<String, Captured> captured) {
    Captured seen = captured.get(frameId);
    if (seen == null) {
      unknown++;
    } else {
      bySensor
          .computeIfAbsent(seen.sensorId(), sensor -> new ArrayList<>())
          .add(new Scored(seen.at(), frameId, score));
    }
  }

  /**
   * What they come to. Frames of different sensors count as independent, and so do those whose
   * sensor nobody knows.
   *
   * @param enough independent frames that a sensor's must be worth to make a calibration of its
   *     own; 0: none has
   */
  SensorCalibrations calibrations(int enough) {
    if (bySensor.isEmpty()) {
      return SensorCalibrations.UNKNOWN;
    }
    double effective = unknown;
    Map<String, SensorCalibration> own = new TreeMap<>();
    for (Map.Entry<String, List<Scored>> sensor : bySensor.entrySet()) {
      double[] inTime =
          sensor.getValue().stream()
              .sorted(Comparator.comparing(Scored::at).thenComparing(Scored::frameId))
              .mapToDouble(Scored::score)
              .toArray();
      double worth = EffectiveSize.of(inTime);
      effective += worth;
      if (enough > 0 && worth >= enough) {
        own.put(sensor.getKey(), new SensorCalibration(Calibration.of(inTime), worth));
      }
    }
    return new SensorCalibrations(OptionalDouble.of(effective), own);
  }
}
