package io.sisom.method;

/**
 * Known rows as a device takes them to make {@link Shortlist shortlists}: sorted by class, moved so
 * that their mean is at the origin, in float32. Arrays are not to be changed.
 *
 * @param values {@code float[count * width]}, row-major
 * @param count rows, 1 or more
 * @param width units of a row, 1 or more
 * @param center what was subtracted from each row, and is to be from each frame
 * @param halfSquares of the moved rows: {@code |z|²/2}
 * @param classes of each row, ascending
 * @param largestNorm of the moved rows
 */
@SuppressWarnings("ArrayRecordComponent") // large, handed on once, never compared
public record DeviceRows(
    float[] values,
    int count,
    int width,
    float[] center,
    float[] halfSquares,
    int[] classes,
    double largestNorm) {}
