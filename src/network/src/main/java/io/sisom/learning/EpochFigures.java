package io.sisom.learning;

/**
 * What an epoch of full learning came to.
 *
 * @param epoch from 1; 0 is the network as it came
 * @param loss mean cross-entropy over its frames, as they were learned from
 * @param accuracy share of validation frames predicted right, 0 to 1; NaN where there are none
 * @param best whether no epoch before was better
 */
public record EpochFigures(int epoch, double loss, double accuracy, boolean best) {}
