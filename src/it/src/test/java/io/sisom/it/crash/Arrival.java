package io.sisom.it.crash;

import io.sisom.schema.FrameScore;

/**
 * A committed score.
 *
 * @param at when a reader saw it, ms since 1970
 */
record Arrival(FrameScore score, long at) {}
