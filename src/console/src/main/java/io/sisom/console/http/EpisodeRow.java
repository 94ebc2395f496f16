package io.sisom.console.http;

import io.sisom.live.Episode;
import io.sisom.live.Review;
import io.sisom.schema.OodAlert;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An episode as a row of a table. */
record EpisodeRow(
    String episodeId,
    String state,
    String sensorId,
    String openedAt,
    String lasted,
    String frames,
    String peak,
    String predicted,
    String verdict) {
  /** With what was said of them. */
  static List<EpisodeRow> of(List<Episode> episodes, Map<String, Review> reviews) {
    return episodes.stream().map(it -> of(it, Optional.ofNullable(reviews.get(it.id())))).toList();
  }

  private static EpisodeRow of(Episode episode, Optional<Review> review) {
    OodAlert alert = episode.alert();
    return new EpisodeRow(
        episode.id(),
        EpisodeWords.state(episode),
        alert.getSensorId(),
        EpisodeWords.time(alert.getOpenedAt()),
        EpisodeWords.lasted(episode),
        EpisodeWords.countedFrames(alert),
        EpisodeWords.pValue(alert.getPeakPValue()),
        alert.getPeakPredicted(),
        EpisodeWords.verdict(review));
  }
}
