package io.sisom.demo;

import io.sisom.demo.FleetTruth.NovelStretch;
import io.sisom.demo.world.CameraFault;
import io.sisom.demo.world.Truth;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares what the pipeline said with the simulator's truth. Safe for use by many threads. */
public final class DemoAccount {
  private final FleetTruth truth;
  private final double alpha;
  private final Map<String, Integer> scoresByFrame = new LinkedHashMap<>();
  private final Map<String, OodAlert> episodes = new LinkedHashMap<>();
  private final Set<Long> referenceVersions = new HashSet<>();
  private int known;
  private int knownRight;
  private int falseAlarms;
  private int candidates;
  private int candidatesUnknown;
  private int candidatesMistaken;
  private int candidatesFaulty;
  private DemoResult.Share beforeNone = DemoResult.Share.NONE;
  private DemoResult.Share withNone = DemoResult.Share.NONE;

  /** Against {@code truth}; a frame is novel where its p-value is at most {@code alpha}. */
  public DemoAccount(FleetTruth truth, double alpha) {
    this.truth = truth;
    this.alpha = alpha;
  }

  /** A score came out. */
  public synchronized void score(FrameScore score) {
    scoresByFrame.merge(score.getFrameId(), 1, Integer::sum);
    referenceVersions.add(score.getReferenceVersion());
    Truth seen = truth.of(score.getFrameId());
    if (!seen.novel()) {
      known++;
      knownRight += score.getPredicted().equals(seen.kind()) ? 1 : 0;
      falseAlarms += score.getPValue() <= alpha ? 1 : 0;
    }
  }

  /** An episode opened or changed. */
  public synchronized void alert(OodAlert alert) {
    episodes.put(alert.getEpisodeId(), alert);
  }

  /** A candidate came out. */
  public synchronized void candidate(LabelCandidate candidate) {
    Truth seen = truth.of(candidate.getFrame().getFrameId());
    candidates++;
    boolean faulty = seen.fault() != CameraFault.NONE;
    if (candidate.getScore().getNoneProbability() == null) {
      beforeNone = beforeNone.plus(faulty);
    } else {
      withNone = withNone.plus(faulty);
    }
    if (faulty) {
      candidatesFaulty++;
    } else if (!seen.known()) {
      candidatesUnknown++;
    } else if (!seen.kind().equals(candidate.getScore().getPredicted())) {
      candidatesMistaken++;
    }
  }

  /** Frames with at least one score. */
  public synchronized int framesScored() {
    return scoresByFrame.size();
  }

  /** Versions that scored at least one frame. */
  public synchronized int versionsUsed() {
    return referenceVersions.size();
  }

  /** The result: what was right, after {@code sent} frames and {@code labels} labels. */
  public synchronized DemoResult result(int sent, int labels) {
    List<NovelStretch> stretches = truth.novelStretches();
    Map<String, DemoResult.Found> byLabel = new TreeMap<>();
    for (NovelStretch stretch : stretches) {
      boolean found = episodes.values().stream().anyMatch(episode -> meets(episode, stretch));
      byLabel.merge(
          stretch.label(), new DemoResult.Found(1, found ? 1 : 0), DemoResult.Found::plus);
    }
    long falseEpisodes =
        episodes.values().stream()
            .filter(episode -> stretches.stream().noneMatch(stretch -> meets(episode, stretch)))
            .count();
    long twice = scoresByFrame.values().stream().filter(count -> count > 1).count();
    return new DemoResult(
        byLabel,
        episodes.size(),
        (int) falseEpisodes,
        known,
        knownRight,
        falseAlarms,
        alpha,
        candidates,
        candidatesUnknown,
        candidatesMistaken,
        candidatesFaulty,
        beforeNone,
        withNone,
        labels,
        sent,
        scoresByFrame.size(),
        (int) twice,
        List.copyOf(referenceVersions.stream().sorted().toList()));
  }

  private static boolean meets(OodAlert episode, NovelStretch stretch) {
    return episode.getSensorId().equals(stretch.sensorId())
        && stretch.meets(
            FleetTruth.tick(episode.getFirstFrameId()), FleetTruth.tick(episode.getLastFrameId()));
  }
}
