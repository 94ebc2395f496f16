package io.sisom.evaluation.episode;

/**
 * The sensor's own calibration frames of one round, as one method scores them.
 *
 * @param frames how many there are
 * @param effective how many independent ones their scores are worth
 * @param blocks of time in them
 */
public record CalibrationFacts(int frames, double effective, int blocks) {}
