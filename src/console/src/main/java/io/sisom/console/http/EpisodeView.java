package io.sisom.console.http;

import io.sisom.console.json.PicturePath;
import io.sisom.live.Episode;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.live.SeenPlace;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.util.List;
import java.util.Optional;

/**
 * The page of one episode.
 *
 * @param muted frames since it opened that would be novel, had nobody muted what they are like
 * @param verdict what was said of it, as a sentence
 * @param named whether it is known who asks
 * @param classes that its frames may be said to show
 * @param origin what its latest novel frame says of itself
 * @param note what is not shown and why, or empty
 */
record EpisodeView(
    String episodeId,
    String state,
    String sensorId,
    String openedAt,
    String ended,
    String lasted,
    String frameCount,
    int muted,
    String peak,
    String predicted,
    double alpha,
    long version,
    String verdict,
    boolean named,
    List<String> classes,
    Origin origin,
    String note,
    List<Frame> frames) {

  /**
   * A frame of it.
   *
   * @param kind what its style is named after
   * @param exact its p-value
   * @param picture where it is served, if the scorer said where it lies
   * @param large where its link leads
   */
  record Frame(
      String frameId,
      String kind,
      long millis,
      double exact,
      String pValue,
      String predicted,
      String word,
      Optional<String> picture,
      String large) {
    static Frame of(FrameScore score, OodAlert alert) {
      boolean peak = score.getFrameId().equals(alert.getPeakFrameId());
      boolean novel = score.getPValue() <= alert.getAlpha();
      Optional<SeenPlace> place = SeenFrame.of(score).place();
      Optional<String> picture = place.map(it -> PicturePath.live(it, score.getFrameId()));
      return new Frame(
          score.getFrameId(),
          (novel ? "novel" : "") + (peak ? " peak" : ""),
          score.getCapturedAt().toEpochMilli(),
          score.getPValue(),
          EpisodeWords.pValue(score.getPValue()),
          score.getPredicted(),
          peak ? "peak" : novel && score.getMutedBy() != null ? "muted" : "",
          picture,
          picture.map(it -> it + "&size=large").orElse("#frames"));
    }
  }

  /**
   * Of an episode.
   *
   * @param all frames that were found
   * @param shown those of them that the page shows
   */
  static EpisodeView of(
      Episode episode,
      Optional<Review> review,
      boolean named,
      List<String> classes,
      List<FrameScore> all,
      List<FrameScore> shown) {
    OodAlert alert = episode.alert();
    return new EpisodeView(
        episode.id(),
        EpisodeWords.state(episode),
        alert.getSensorId(),
        EpisodeWords.time(alert.getOpenedAt()),
        EpisodeWords.ended(alert),
        EpisodeWords.lasted(episode),
        EpisodeWords.novelFrames(alert),
        alert.getMutedFrames(),
        EpisodeWords.pValue(alert.getPeakPValue()),
        alert.getPeakPredicted(),
        alert.getAlpha(),
        alert.getReferenceVersion(),
        EpisodeWords.sentence(review),
        named,
        classes,
        Origin.of(alert.getSource(), alert.getAttributes()),
        note(all.size(), shown.size()),
        shown.stream().map(score -> Frame.of(score, alert)).toList());
  }

  private static String note(int found, int shown) {
    if (found == 0) {
      return "The topic of scores no longer holds this episode: there is nothing to show.";
    }
    return shown < found ? "Of " + found + " frames, " + shown + " are shown, spread evenly." : "";
  }
}
