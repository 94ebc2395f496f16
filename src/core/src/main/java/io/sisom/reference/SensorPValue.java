package io.sisom.reference;

/**
 * A p-value, and where it comes from.
 *
 * @param value in (0, 1]; small is novel
 * @param source whose calibration frames it is counted on
 */
public record SensorPValue(double value, CalibrationSource source) {}
