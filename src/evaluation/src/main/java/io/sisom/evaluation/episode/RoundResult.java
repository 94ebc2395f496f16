package io.sisom.evaluation.episode;

import java.util.List;

/**
 * One method in one round.
 *
 * @param calibration what its p-values were made of
 * @param rates one for each form of calibration and rate, in the same order in every round
 */
record RoundResult(CalibrationFacts calibration, List<RateResult> rates) {}
