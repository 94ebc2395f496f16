package io.sisom.evaluation.episode;

import io.sisom.alert.AlertConfig;
import io.sisom.alert.EpisodeTracker;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Episodes of a stretch of frames, by the very rule that makes alerts in the scorer. */
final class EpisodeRule {
  private final EpisodeTracker tracker;

  EpisodeRule(AlertConfig config) {
    this.tracker = new EpisodeTracker(config);
  }

  /**
   * All episodes, in the order in which they opened; one that is open at the end ends there.
   *
   * @param stretch of the stream
   * @param millis of the whole stream
   * @param scores of the stretch's frames
   * @param pValues of the same
   */
  List<Episode> of(Stretch stretch, long[] millis, double[] scores, double[] pValues) {
    List<Episode> episodes = new ArrayList<>();
    EpisodeState state = null;
    int opened = 0;
    for (int i = 0; i < stretch.size(); i++) {
      int frame = stretch.from() + i;
      EpisodeTracker.Step step =
          tracker.observe(state, score(frame, millis[frame], scores[i], pValues[i]));
      for (OodAlert event : step.events()) {
        if (event.getStatus() == EpisodeStatus.OPENED) {
          opened = frame;
        }
        closed(event, opened, episodes);
      }
      state = step.state();
    }
    return ended(state, opened, episodes);
  }

  private List<Episode> ended(@Nullable EpisodeState state, int opened, List<Episode> episodes) {
    if (state != null) {
      for (OodAlert event : tracker.closeAfterGap(state).events()) {
        closed(event, opened, episodes);
      }
    }
    return episodes;
  }

  private static void closed(OodAlert event, int opened, List<Episode> episodes) {
    if (event.getStatus() == EpisodeStatus.CLOSED) {
      episodes.add(
          new Episode(
              Integer.parseInt(event.getFirstFrameId()),
              opened,
              Integer.parseInt(event.getLastFrameId())));
    }
  }

  private static FrameScore score(int frame, long millis, double score, double pValue) {
    Instant at = Instant.ofEpochMilli(millis);
    return FrameScore.newBuilder()
        .setFrameId(Integer.toString(frame))
        .setSensorId("stream")
        .setCapturedAt(at)
        .setScoredAt(at)
        .setPredicted("")
        .setInnerDistance(0)
        .setOuterDistance(0)
        .setRatio(0)
        .setEnergy(0)
        .setSisome(score)
        .setPValue(pValue)
        .setModelVersion("")
        .setReferenceVersion(0)
        .build();
  }
}
