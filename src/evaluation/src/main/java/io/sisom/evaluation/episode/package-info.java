/**
 * Detectors on a camera's stream: novelties are spliced into a recording, the scorer's own rule
 * makes episodes of p-values, and a judge says what was found, missed and false.
 */
@NullMarked
package io.sisom.evaluation.episode;

import org.jspecify.annotations.NullMarked;
