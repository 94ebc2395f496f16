package io.sisom.alert;

import io.sisom.alert.EpisodeTracker.Step;
import io.sisom.schema.EpisodeState;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.schema.Sighting;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sensor without an open episode: remembers the novel ones among its latest n frames, at most k -
 * 1 of them, and opens an episode at the k-th.
 */
final class RecentNovelty {
  private final AlertConfig config;

  RecentNovelty(AlertConfig config) {
    this.config = config;
  }

  /** {@code state} null: no novel frame among the latest n. */
  Step observe(@Nullable EpisodeState state, FrameScore score) {
    List<Sighting> sightings = new ArrayList<>();
    if (state != null) {
      for (Sighting s : state.getSightings()) {
        if (s.getFramesAgo() + 1 < config.n()) {
          sightings.add(aged(s));
        }
      }
    }
    boolean novel = config.isNovel(score);
    if (novel) {
      sightings.add(sightingOf(score));
    }
    Instant now = score.getCapturedAt();
    if (novel && sightings.size() >= config.k()) {
      return opened(sightings, score);
    }
    return new Step(
        sightings.isEmpty() ? null : new EpisodeState(sightings, null, now, now), List.of());
  }

  private Step opened(List<Sighting> sightings, FrameScore score) {
    Sighting first = sightings.get(0);
    Sighting peak = first;
    Instant lastNovelAt = first.getCapturedAt();
    for (Sighting s : sightings) {
      peak = s.getSisome() > peak.getSisome() ? s : peak;
      lastNovelAt = EpisodeTracker.later(lastNovelAt, s.getCapturedAt());
    }
    OodAlert episode =
        OodAlert.newBuilder()
            .setEpisodeId(episodeId(score))
            .setSensorId(score.getSensorId())
            .setStatus(EpisodeStatus.OPENED)
            .setOpenedAt(score.getCapturedAt())
            .setLastNovelAt(lastNovelAt)
            .setFirstFrameId(first.getFrameId())
            .setLastFrameId(score.getFrameId())
            .setFrames(first.getFramesAgo() + 1)
            .setNovelFrames(sightings.size())
            .setPeakFrameId(peak.getFrameId())
            .setPeakSisome(peak.getSisome())
            .setPeakPValue(peak.getPValue())
            .setPeakPredicted(peak.getPredicted())
            .setAlpha(config.alpha())
            .setModelVersion(score.getModelVersion())
            .setReferenceVersion(score.getReferenceVersion())
            .setSource(score.getSource())
            .setAttributes(score.getAttributes())
            .build();
    return new Step(
        EpisodeTracker.stateOf(episode, score.getCapturedAt(), score.getCapturedAt()),
        List.of(episode));
  }

  /**
   * Name-based (RFC 9562, version 3) over the sensor and the opening frame with its time, so that
   * reprocessing after a crash names the episode as before, and a feed that repeats its frame ids
   * does not.
   */
  private static String episodeId(FrameScore opening) {
    String name =
        opening.getSensorId()
            + '\0'
            + opening.getFrameId()
            + '\0'
            + opening.getCapturedAt().toEpochMilli();
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Sighting sightingOf(FrameScore score) {
    return new Sighting(
        0,
        score.getFrameId(),
        score.getCapturedAt(),
        score.getPredicted(),
        score.getSisome(),
        score.getPValue());
  }

  private static Sighting aged(Sighting s) {
    return new Sighting(
        s.getFramesAgo() + 1,
        s.getFrameId(),
        s.getCapturedAt(),
        s.getPredicted(),
        s.getSisome(),
        s.getPValue());
  }
}
