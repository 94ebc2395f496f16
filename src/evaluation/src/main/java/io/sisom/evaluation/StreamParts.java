package io.sisom.evaluation;

/**
 * What the stream's scorer says of a table, part by part. Arrays are not to be changed.
 *
 * @param predicted pseudo-class
 * @param inner distance, may be infinite
 * @param outer distance, may be infinite
 * @param ratio of the two, may be infinite
 * @param energy finite
 * @param score what the stream would publish
 * @param enhanced one enhanced feature a row
 * @param seconds it took
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record StreamParts(
    int[] predicted,
    double[] inner,
    double[] outer,
    double[] ratio,
    double[] energy,
    double[] score,
    float[][] enhanced,
    double seconds) {}
