package io.sisom.live;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was said of an episode last.
 *
 * @param by who said it
 * @param label of a false alarm: the class its frames show; empty: of each the predicted one
 * @param frameIds of a false alarm: its frames that went to calibration; of a muted one: its frames
 *     that are muted
 * @param requested frames of it that were put into the labeling queue
 */
public record Review(
    String episodeId,
    String sensorId,
    EpisodeVerdict verdict,
    String by,
    Instant at,
    Optional<String> label,
    List<String> frameIds,
    int requested) {
  /** Copies the list. */
  public Review {
    frameIds = List.copyOf(frameIds);
  }
}
