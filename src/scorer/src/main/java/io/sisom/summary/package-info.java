/**
 * Summaries of each sensor's scores, made where the scores are made, so that who shows a fleet
 * reads one record of a sensor for every few seconds instead of one for every frame.
 */
@NullMarked
package io.sisom.summary;

import org.jspecify.annotations.NullMarked;
