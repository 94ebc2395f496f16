package io.sisom.console.http;

import io.sisom.console.FoundFrame;
import io.sisom.console.Reply;
import io.sisom.console.ReviewOrder;
import io.sisom.console.ReviewOrder.Judged;
import io.sisom.console.fleet.FleetWatch;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.live.Sample;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.LabelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Episodes as request handlers use them: what is asked for, or a {@link Problem}. */
final class EpisodeActions {
  private final QueueActions actions;
  private final FleetWatch fleet;

  EpisodeActions(QueueActions actions, FleetWatch fleet) {
    this.actions = actions;
    this.fleet = fleet;
  }

  List<Episode> all() {
    return fleet.fleet().episodes();
  }

  Episode find(String episodeId) {
    return fleet
        .fleet()
        .episode(episodeId)
        .orElseThrow(
            () ->
                new Problem(
                    404,
                    "unknown-episode",
                    "the console knows no such episode; it keeps the latest live.episodes"));
  }

  Map<String, Review> reviews() {
    return actions
        .console()
        .queue()
        .reviews()
        .orElseThrow(
            () -> new Problem(503, "unavailable", actions.console().queue().state().words()));
  }

  /** Its frames in order; none where the topic no longer holds them. */
  List<FrameScore> frames(Episode episode) {
    return fleet
        .episodes()
        .find(episode)
        .orElseThrow(
            () -> new Problem(503, "unavailable", "Kafka did not send the scores in time"));
  }

  /** As many of them as a page shows, its peak in any case. */
  List<FrameScore> shown(Episode episode, List<FrameScore> frames) {
    return Sample.of(frames, fleet.config().episodeFrames(), peak(episode));
  }

  private static java.util.function.Predicate<FrameScore> peak(Episode episode) {
    return score -> score.getFrameId().equals(episode.alert().getPeakFrameId());
  }

  /** Classes that a false alarm may be said to show: those with known frames. */
  List<String> classes() {
    ReferenceManifest live = actions.liveVersion();
    return live == null ? List.of() : List.copyOf(new TreeSet<>(live.getKnownByLabel().keySet()));
  }

  /** Somebody knows of it, or takes back what was said of it. */
  Reply.Reviewed judge(Episode episode, String annotator, EpisodeVerdict verdict) {
    return reviewed(
        new ReviewOrder.Judge(
            episode.id(),
            episode.alert().getSensorId(),
            annotator,
            verdict,
            Optional.empty(),
            List.of()));
  }

  /** What it shows is known: its novel frames go to calibration. */
  Reply.Reviewed falseAlarm(Episode episode, String annotator, Optional<String> label) {
    List<String> classes = classes();
    if (label.isPresent() && !classes.contains(label.get())) {
      throw Problem.badRequest(
          "a false alarm shows a class that has known frames; have a new one labeled instead");
    }
    List<Judged> frames = new ArrayList<>();
    for (FrameScore score : novel(episode)) {
      String shows = label.orElse(score.getPredicted());
      if (classes.contains(shows)) {
        picture(score).ifPresent(frame -> frames.add(new Judged(frame, shows)));
      }
    }
    requireSome(frames);
    return reviewed(
        new ReviewOrder.Judge(
            episode.id(),
            episode.alert().getSensorId(),
            annotator,
            EpisodeVerdict.FALSE_ALARM,
            label,
            frames));
  }

  /**
   * It is not worth an alert: its novel frames become foreign answers that mute what is like them.
   */
  Reply.Reviewed mute(Episode episode, String annotator) {
    List<Judged> frames = new ArrayList<>();
    for (FrameScore score : novel(episode)) {
      picture(score).ifPresent(frame -> frames.add(new Judged(frame, LabelKind.FOREIGN.word())));
    }
    requireSome(frames);
    return reviewed(
        new ReviewOrder.Judge(
            episode.id(),
            episode.alert().getSensorId(),
            annotator,
            EpisodeVerdict.MUTED,
            Optional.empty(),
            frames));
  }

  /** Its novel frames are to be labeled next. */
  Reply.Reviewed request(Episode episode, String annotator) {
    OodAlert alert = episode.alert();
    List<LabelCandidate> candidates = new ArrayList<>();
    for (FrameScore score : novel(episode)) {
      picture(score)
          .ifPresent(
              frame ->
                  candidates.add(
                      new LabelCandidate(
                          alert.getOpenedAt(),
                          alert.getLastNovelAt().plusMillis(1),
                          candidates.size() + 1,
                          alert.getFrames(),
                          0,
                          score.getPredicted(),
                          score.getNearestOuterLabel(),
                          score,
                          frame,
                          annotator,
                          "sensor")));
    }
    requireSome(candidates);
    return reviewed(
        new ReviewOrder.Request(episode.id(), alert.getSensorId(), annotator, candidates));
  }

  private List<FrameScore> novel(Episode episode) {
    List<FrameScore> novel =
        frames(episode).stream()
            .filter(score -> score.getPValue() <= episode.alert().getAlpha())
            .toList();
    return Sample.of(novel, fleet.config().reviewFrames(), peak(episode));
  }

  private Optional<SensorFrame> picture(FrameScore score) {
    FoundFrame found = fleet.pictures().find(score);
    if (found instanceof FoundFrame.Unavailable) {
      throw new Problem(503, "unavailable", "Kafka did not send the frames in time; try again");
    }
    return found instanceof FoundFrame.Found it ? Optional.of(it.frame()) : Optional.empty();
  }

  private static void requireSome(List<?> frames) {
    if (frames.isEmpty()) {
      throw new Problem(
          410,
          "frames-lost",
          "the topics no longer hold a frame of this episode, or none of a class that is known");
    }
  }

  private Reply.Reviewed reviewed(ReviewOrder order) {
    return QueueActions.committed(actions.console().queue().review(order));
  }
}
