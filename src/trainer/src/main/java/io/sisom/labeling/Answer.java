package io.sisom.labeling;

import java.time.Instant;

/**
 * What an annotator said of a frame.
 *
 * @param frameId of the frame
 * @param picture hash of its pixels or of its bytes: frames that show the same have the same
 * @param annotator who
 * @param label what
 * @param at when
 * @param calibration whether it is to be held out for calibration, and never learned from
 */
public record Answer(
    String frameId,
    String picture,
    String annotator,
    String label,
    Instant at,
    boolean calibration) {}
