package io.sisom.queue;

/**
 * Candidates that quotas treat alike.
 *
 * @param sensorId of the sensor
 * @param predicted class
 */
record Group(String sensorId, String predicted) {
  static Group of(Candidate candidate) {
    return new Group(candidate.score().getSensorId(), candidate.score().getPredicted());
  }
}
