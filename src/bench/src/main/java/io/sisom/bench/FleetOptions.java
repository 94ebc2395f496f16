package io.sisom.bench;

import java.time.Duration;
import java.util.List;

/**
 * The fleet that is simulated.
 *
 * @param measures what is measured, in this order
 * @param sensors of it
 * @param framesPerSecond of each sensor
 * @param batch how long the stand-in network takes over a batch
 * @param batchFrames frames of a batch at most
 * @param scorers how many scorers share the work, one number after the other
 * @param memorySensors numbers of sensors that a scorer's memory is measured with
 * @param broker address of a broker that is there; empty: one of the bench's own
 */
public record FleetOptions(
    List<FleetMeasure> measures,
    int sensors,
    double framesPerSecond,
    Duration batch,
    int batchFrames,
    List<Integer> scorers,
    List<Integer> memorySensors,
    String broker) {
  /** Copies the lists. */
  public FleetOptions {
    measures = List.copyOf(measures);
    scorers = List.copyOf(scorers);
    memorySensors = List.copyOf(memorySensors);
  }
}
