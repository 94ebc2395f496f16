package io.sisom.evaluation;

/**
 * A false-alarm rate that was asked for, and the one that came.
 *
 * @param asked share of in-distribution frames, 0 to 1
 * @param measured share of the in-distribution test frames with a p-value of at most {@code asked}
 */
public record FalseAlarm(double asked, double measured) {}
