package io.sisom.evaluation.episode;

import java.util.Map;

/**
 * One method in one round under one form of calibration at one rate.
 *
 * @param form of calibration
 * @param asked rate of false alarms
 * @param smallest p-value there can be
 * @param frames unchanged ones that were judged
 * @param alarms novel ones among them
 * @param blocks whole blocks of time of these
 * @param alarmedBlocks of these with a novel frame
 * @param seconds the judged part lasts
 * @param falseEpisodes on the unchanged stream
 * @param outcomes of every splice
 */
record RateResult(
    CalibrationForm form,
    double asked,
    double smallest,
    int frames,
    int alarms,
    int blocks,
    int alarmedBlocks,
    double seconds,
    int falseEpisodes,
    Map<Splice, SpliceOutcome> outcomes) {}
