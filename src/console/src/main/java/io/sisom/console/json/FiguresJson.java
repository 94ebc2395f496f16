package io.sisom.console.json;

import io.sisom.live.Lag;
import org.jspecify.annotations.Nullable;

/**
 * The fleet in figures.
 *
 * @param alpha the false-alarm rate asked for
 * @param sensors heard of in the last ten minutes, shown or not
 * @param mutedFrames of all sensors, since reading began
 * @param lag how far scorers are behind; null where it is not known
 * @param framesEver written to the topic of frames
 * @param waiting frames in the labeling queue
 * @param labelsSince the live version was made
 * @param unsummarized partitions of the score topic whose scores are read one by one, because their
 *     scorers write no summaries
 */
public record FiguresJson(
    double alpha,
    int sensors,
    long openEpisodes,
    long mutedFrames,
    @Nullable Lag lag,
    long framesEver,
    PointsJson points,
    int waiting,
    int labelsSince,
    int unsummarized) {}
