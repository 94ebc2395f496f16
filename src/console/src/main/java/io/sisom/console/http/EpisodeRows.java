package io.sisom.console.http;

import io.sisom.console.http.Template.Markup;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Episodes as rows of a table, and their words. */
final class EpisodeRows {
  private static final Template TABLE = Template.of("episode-rows.html");
  private static final Template ROW = Template.of("episode-row.html");
  private static final Template NONE =
      Template.inline(
          "<p class=\"muted empty\">No episode. One opens when several of a sensor's latest frames"
              + " look unknown.</p>");

  private EpisodeRows() {}

  static Markup of(List<Episode> episodes, Map<String, Review> reviews) {
    if (episodes.isEmpty()) {
      return NONE.fill(Map.of());
    }
    StringBuilder rows = new StringBuilder();
    for (Episode episode : episodes) {
      rows.append(row(episode, Optional.ofNullable(reviews.get(episode.id()))).html());
    }
    return TABLE.fill(Map.of("rows", new Markup(rows.toString())));
  }

  private static Markup row(Episode episode, Optional<Review> review) {
    OodAlert alert = episode.alert();
    return ROW.fill(
        Map.of(
            "episodeId", episode.id(),
            "state", episode.open() ? "open" : "closed",
            "sensorId", alert.getSensorId(),
            "openedAt", time(alert.getOpenedAt()),
            "lasted", lasted(episode),
            "frames", alert.getNovelFrames() + " of " + alert.getFrames(),
            "peak", pValue(alert.getPeakPValue()),
            "predicted", alert.getPeakPredicted(),
            "verdict", verdict(review)));
  }

  /** A time as tables show it, UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  static String lasted(Episode episode) {
    OodAlert alert = episode.alert();
    Instant end = Objects.requireNonNullElse(alert.getClosedAt(), alert.getLastNovelAt());
    Duration length = Duration.between(alert.getOpenedAt(), end);
    long seconds = Math.max(0, length.toSeconds());
    return seconds < 120 ? seconds + " s" : seconds / 60 + " min";
  }

  /** A p-value in two digits. */
  static String pValue(double pValue) {
    return String.format(Locale.ROOT, pValue < 0.0001 ? "%.0e" : "%.2g", pValue);
  }

  /** What was said of it, in words. */
  static String verdict(Optional<Review> review) {
    EpisodeVerdict verdict = review.map(Review::verdict).orElse(EpisodeVerdict.OPEN);
    String by = review.map(Review::by).orElse("");
    return switch (verdict) {
      case OPEN -> "";
      case ACKNOWLEDGED -> "acknowledged by " + by;
      case FALSE_ALARM -> "false alarm, says " + by;
    };
  }
}
