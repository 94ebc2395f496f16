package io.sisom.alert;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides, frame by frame, when an episode of one sensor opens, is updated and closes. Pure: the
 * same frames in the same order give the same events.
 *
 * <ul>
 *   <li>Opens when k of the latest n frames are novel. Frames are counted as they arrive, however
 *       far apart, so a slow sensor alerts too; frames of an earlier episode do not count.
 *   <li>Updated by a novel frame at least {@code update} after the last event.
 *   <li>Closed as <i>quiet</i> by a frame that is not novel, {@code quiet} or more after the latest
 *       novel one; closed as <i>gap</i> when the next frame is more than {@code gap} away, or by
 *       {@link #closeAfterGap} when none comes.
 *   <li>A late frame (captured before one already seen) counts as any other but never turns the
 *       episode's clock back. One earlier by more than {@code gap} means that the sensor's clock
 *       was set back, or another recording begins, and is a gap.
 *   <li>A frame that came before counts not at all.
 *   <li>A frame so like muted ones is not novel, where {@code mute} is on; an open episode counts
 *       it.
 * </ul>
 */
public final class EpisodeTracker {
  static final String QUIET = "quiet";
  static final String GAP = "gap";

  private final AlertConfig config;
  private final RecentNovelty recent;

  /** A tracker by these rules. */
  public EpisodeTracker(AlertConfig config) {
    this.config = config;
    this.recent = new RecentNovelty(config);
  }

  /**
   * The state of a sensor after a frame, and the events to send.
   *
   * @param state to remember; null where there is nothing to remember
   * @param events in the order to send them
   */
  public record Step(@Nullable EpisodeState state, List<OodAlert> events) {
    /** Whether an episode is open after this step. */
    public boolean open() {
      return state != null && state.getEpisode() != null;
    }
  }

  /** Takes the sensor's next frame in order of arrival. */
  public Step observe(@Nullable EpisodeState state, FrameScore score) {
    if (score.getRepeated()) {
      return new Step(state, List.of());
    }
    OodAlert episode = state == null ? null : state.getEpisode();
    if (state == null || episode == null) {
      return recent.observe(state, score);
    }
    Duration apart = Duration.between(state.getLastFrameAt(), score.getCapturedAt()).abs();
    if (apart.compareTo(config.gap()) > 0) {
      List<OodAlert> events = new ArrayList<>(closeAfterGap(state).events());
      Step fresh = recent.observe(null, score);
      events.addAll(fresh.events());
      return new Step(fresh.state(), List.copyOf(events));
    }
    return config.isNovel(score) ? novel(state, episode, score) : familiar(state, episode, score);
  }

  /**
   * Ends the open episode, if there is one, because no frame came for so long. Its event is the one
   * that a later frame would have brought.
   */
  public Step closeAfterGap(EpisodeState state) {
    OodAlert episode = state.getEpisode();
    return episode == null
        ? new Step(state, List.of())
        : closed(episode, GAP, state.getLastFrameAt());
  }

  private Step novel(EpisodeState state, OodAlert episode, FrameScore score) {
    Instant now = later(state.getLastFrameAt(), score.getCapturedAt());
    OodAlert.Builder next =
        copyOf(episode)
            .setLastNovelAt(later(episode.getLastNovelAt(), score.getCapturedAt()))
            .setLastFrameId(score.getFrameId())
            .setFrames(increment(episode.getFrames()))
            .setNovelFrames(increment(episode.getNovelFrames()))
            .setModelVersion(score.getModelVersion())
            .setReferenceVersion(score.getReferenceVersion())
            .setSource(score.getSource())
            .setAttributes(score.getAttributes());
    if (score.getSisome() > episode.getPeakSisome()) {
      next.setPeakFrameId(score.getFrameId())
          .setPeakSisome(score.getSisome())
          .setPeakPValue(score.getPValue())
          .setPeakPredicted(score.getPredicted());
    }
    boolean due = Duration.between(state.getLastEventAt(), now).compareTo(config.update()) >= 0;
    if (!due) {
      return new Step(stateOf(next.build(), now, state.getLastEventAt()), List.of());
    }
    OodAlert updated = next.setStatus(EpisodeStatus.UPDATED).build();
    return new Step(stateOf(updated, now, now), List.of(updated));
  }

  private Step familiar(EpisodeState state, OodAlert episode, FrameScore score) {
    OodAlert next =
        copyOf(episode)
            .setFrames(increment(episode.getFrames()))
            .setMutedFrames(
                config.isMuted(score)
                    ? increment(episode.getMutedFrames())
                    : episode.getMutedFrames())
            .build();
    Duration spell = Duration.between(episode.getLastNovelAt(), score.getCapturedAt());
    if (!spell.isNegative() && spell.compareTo(config.quiet()) >= 0) {
      return closed(next, QUIET, score.getCapturedAt());
    }
    Instant now = later(state.getLastFrameAt(), score.getCapturedAt());
    return new Step(stateOf(next, now, state.getLastEventAt()), List.of());
  }

  private static Step closed(OodAlert episode, String reason, Instant at) {
    OodAlert event =
        copyOf(episode)
            .setStatus(EpisodeStatus.CLOSED)
            .setCloseReason(reason)
            .setClosedAt(at)
            .build();
    return new Step(null, List.of(event));
  }

  /** Shallow: the builder's own copy looks classes up by name for every event. */
  private static OodAlert.Builder copyOf(OodAlert episode) {
    return OodAlert.newBuilder()
        .setEpisodeId(episode.getEpisodeId())
        .setSensorId(episode.getSensorId())
        .setStatus(episode.getStatus())
        .setOpenedAt(episode.getOpenedAt())
        .setLastNovelAt(episode.getLastNovelAt())
        .setFirstFrameId(episode.getFirstFrameId())
        .setLastFrameId(episode.getLastFrameId())
        .setFrames(episode.getFrames())
        .setNovelFrames(episode.getNovelFrames())
        .setPeakFrameId(episode.getPeakFrameId())
        .setPeakSisome(episode.getPeakSisome())
        .setPeakPValue(episode.getPeakPValue())
        .setPeakPredicted(episode.getPeakPredicted())
        .setAlpha(episode.getAlpha())
        .setModelVersion(episode.getModelVersion())
        .setReferenceVersion(episode.getReferenceVersion())
        .setSource(episode.getSource())
        .setAttributes(episode.getAttributes())
        .setMutedFrames(episode.getMutedFrames());
  }

  static EpisodeState stateOf(OodAlert episode, Instant lastFrameAt, Instant lastEventAt) {
    return new EpisodeState(List.of(), episode, lastFrameAt, lastEventAt);
  }

  static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** A stuck camera may outlive the counter: it stays at its largest value. */
  private static int increment(int frames) {
    return frames == Integer.MAX_VALUE ? frames : frames + 1;
  }
}
