package io.sisom.console.json;

import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.schema.OodAlert;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert episode.
 *
 * @param closedAt null while it is open
 * @param mutedFrames since it opened, that would be novel, had nobody muted what they are like
 * @param version of the reference set that scored its latest novel frame
 * @param source of its latest novel frame; null where nobody said
 * @param attributes of its latest novel frame
 * @param review what was said of it last; null where nobody said anything
 */
public record EpisodeJson(
    String episodeId,
    String sensorId,
    boolean open,
    Instant openedAt,
    Instant lastNovelAt,
    @Nullable Instant closedAt,
    @Nullable String closeReason,
    int frames,
    int novelFrames,
    int mutedFrames,
    String peakFrameId,
    double peakPValue,
    String peakPredicted,
    double alpha,
    long version,
    String verdict,
    @Nullable ReviewJson review,
    @Nullable SourceJson source,
    Map<String, String> attributes) {

  /**
   * What was said of it.
   *
   * @param label of a false alarm: what its frames show; null: of each the predicted class
   * @param calibrating how many of its frames calibrate the next version
   * @param muted how many of its frames are muted
   * @param requested how many of its frames were put into the labeling queue
   */
  public record ReviewJson(
      String annotator,
      Instant at,
      @Nullable String label,
      int calibrating,
      int muted,
      int requested) {
    static ReviewJson of(Review review) {
      boolean mutes = review.verdict() == EpisodeVerdict.MUTED;
      return new ReviewJson(
          review.by(),
          review.at(),
          review.label().orElse(null),
          mutes ? 0 : review.frameIds().size(),
          mutes ? review.frameIds().size() : 0,
          review.requested());
    }
  }

  /** With what was said of it. */
  public static EpisodeJson of(Episode episode, Optional<Review> review) {
    OodAlert alert = episode.alert();
    return new EpisodeJson(
        alert.getEpisodeId(),
        alert.getSensorId(),
        episode.open(),
        alert.getOpenedAt(),
        alert.getLastNovelAt(),
        alert.getClosedAt(),
        alert.getCloseReason(),
        alert.getFrames(),
        alert.getNovelFrames(),
        alert.getMutedFrames(),
        alert.getPeakFrameId(),
        alert.getPeakPValue(),
        alert.getPeakPredicted(),
        alert.getAlpha(),
        alert.getReferenceVersion(),
        review.map(Review::verdict).orElse(EpisodeVerdict.OPEN).word(),
        review.map(ReviewJson::of).orElse(null),
        SourceJson.of(alert.getSource()),
        alert.getAttributes());
  }
}
