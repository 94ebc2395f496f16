package io.sisom.labeling;

import java.time.Instant;

/**
 * Who saw a frame, and when.
 *
 * @param sensorId the sensor
 * @param at event time at the sensor
 */
public record Captured(String sensorId, Instant at) {}
