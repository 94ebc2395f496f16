package io.sisom.fitting;

import io.sisom.method.ScoreOptions;

/**
 * One setting, tried out.
 *
 * @param options that were tried
 * @param judgment against outliers
 * @param ratioAverage r_avg (Eq. 10) among its features
 * @param saturated share of saturated units, 0 to 1
 */
record Trial(ScoreOptions options, Judgment judgment, double ratioAverage, double saturated) {}
