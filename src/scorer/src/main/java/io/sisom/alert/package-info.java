/**
 * Alerts as episodes: runs of frames of one sensor that the model does not understand, opened,
 * updated and closed. {@link io.sisom.alert.EpisodeTracker} decides, {@link
 * io.sisom.alert.AlertProcessor} keeps its state in Kafka Streams.
 */
@NullMarked
package io.sisom.alert;

import org.jspecify.annotations.NullMarked;
