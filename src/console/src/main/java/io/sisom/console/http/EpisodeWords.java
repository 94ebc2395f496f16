package io.sisom.console.http;

import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What pages say of episodes. */
final class EpisodeWords {
  private static final String CALIBRATE = "calibrate the next version.";
  private static final String MUTE =
      "are foreign answers: once a version holds them, what is so like them raises no alert.";

  private EpisodeWords() {}

  static String state(Episode episode) {
    return episode.open() ? "open" : "closed";
  }

  static String novelFrames(OodAlert alert) {
    return alert.getNovelFrames() + " of " + alert.getFrames();
  }

  /** The same, and how many were muted, if any. */
  static String countedFrames(OodAlert alert) {
    int muted = alert.getMutedFrames();
    return novelFrames(alert) + (muted == 0 ? "" : ", " + muted + " muted");
  }

  /** A time as tables show it, UTC. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
  }

  /** When it ended, and of what. */
  static String ended(OodAlert alert) {
    return alert.getClosedAt() == null
        ? "goes on; last novel frame " + time(alert.getLastNovelAt())
        : time(alert.getClosedAt()) + " (" + alert.getCloseReason() + ")";
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
      case MUTED -> "muted by " + by;
    };
  }

  /** The same as a sentence, and what became of its frames. */
  static String sentence(Optional<Review> review) {
    String said =
        switch (review.map(Review::verdict).orElse(EpisodeVerdict.OPEN)) {
          case OPEN -> "Nobody has said anything of it.";
          case ACKNOWLEDGED -> "It is " + verdict(review) + ".";
          case FALSE_ALARM -> "A " + verdict(review) + ".";
          case MUTED -> "It is " + verdict(review) + ".";
        };
    int pooled = review.map(it -> it.frameIds().size()).orElse(0);
    boolean mutes = review.filter(it -> it.verdict() == EpisodeVerdict.MUTED).isPresent();
    int requested = review.map(Review::requested).orElse(0);
    return said
        + (pooled == 0 ? "" : " " + pooled + " of its frames " + (mutes ? MUTE : CALIBRATE))
        + (requested == 0 ? "" : " " + requested + " of its frames wait for labels or have them.");
  }
}
