package io.sisom.scoring;

import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.method.Neighbours;
import io.sisom.network.DistanceDevice;
import io.sisom.network.Network;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.Verdict;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One published version, loaded: model, head and reference set, swapped as a whole. One thread
 * scores at a time.
 */
public final class LiveVersion implements BatchScorer, AutoCloseable {
  private final long referenceVersion;
  private final String modelVersion;
  private final Network network;
  private final FrameScorer scorer;
  private final DistanceDevice distances;
  private final EventTime eventTime;
  private final Clock clock;

  /**
   * Takes over {@code network} and {@code distances}, and closes them.
   *
   * @param distances what {@code scorer} searches with
   */
  public LiveVersion(
      long referenceVersion,
      String modelVersion,
      Network network,
      FrameScorer scorer,
      DistanceDevice distances,
      EventTime eventTime,
      Clock clock) {
    this.referenceVersion = referenceVersion;
    this.modelVersion = modelVersion;
    this.network = network;
    this.scorer = scorer;
    this.distances = distances;
    this.eventTime = eventTime;
    this.clock = clock;
  }

  /** 1, 2, 3 ... */
  public long referenceVersion() {
    return referenceVersion;
  }

  /** Bundle name @ start of its hash. */
  public String modelVersion() {
    return modelVersion;
  }

  @Override
  public FrameShape input() {
    return network.description().input();
  }

  @Override
  public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
    long started = System.nanoTime();
    Activations activations = activations(frames.stream().map(ReadyFrame::pixels).toList());
    long ran = System.nanoTime();
    List<FrameOutcome> outcomes = new ArrayList<>(frames.size());
    List<Verdict> verdicts =
        scorer.score(
            activations.logits(), activations.taps(), activations.tapGradients(), 0, frames.size());
    for (int i = 0; i < frames.size(); i++) {
      outcomes.add(outcome(frames.get(i), verdicts.get(i)));
    }
    metrics.batchRun(frames.size(), ran - started, System.nanoTime() - ran);
    return outcomes;
  }

  private Activations activations(List<byte[]> pixels) {
    return network.run(pixels, scorer.reference().rule().features().gradientTaps());
  }

  private FrameOutcome outcome(ReadyFrame ready, Verdict verdict) {
    return verdict.either(
        scored -> new ScoredFrame(ready.frame(), score(ready, scored), scored.enhanced()),
        not -> new RejectedFrame(RejectedFrame.NOT_SCORABLE, not.reason()));
  }

  /** The score as it goes out; nothing after this changes it. */
  private FrameScore score(ReadyFrame ready, Verdict.Scored scored) {
    SensorFrame frame = ready.frame();
    FramePlace place = ready.place();
    Neighbours found = scored.neighbours();
    List<String> labels = scorer.reference().head().labels();
    return FrameScore.newBuilder()
        .setFrameId(frame.getFrameId())
        .setSensorId(frame.getSensorId())
        .setCapturedAt(eventTime.of(frame.getCapturedAt(), place))
        .setScoredAt(clock.instant())
        .setPredicted(labels.get(scored.predicted()))
        .setInnerDistance(found.inner())
        .setOuterDistance(found.outer())
        .setRatio(scored.ratio())
        .setEnergy(scored.energy())
        .setSisome(scored.sisome())
        .setPValue(scored.pValue())
        .setNearestInnerFrameId(frameId(found.innerRow()))
        .setNearestOuterFrameId(frameId(found.outerRow()))
        .setNearestOuterLabel(label(found.outerRow(), labels))
        .setProfile(scorer.reference().profile().key())
        .setDistance(scorer.reference().rule().novelty(found))
        .setModelVersion(modelVersion)
        .setReferenceVersion(referenceVersion)
        .setFramePartition(place.partition())
        .setFrameOffset(place.offset())
        .build();
  }

  private @Nullable String frameId(int row) {
    return row == Neighbours.NONE ? null : known().frameIds().get(row);
  }

  private @Nullable String label(int row, List<String> labels) {
    return row == Neighbours.NONE ? null : labels.get(known().labels()[row]);
  }

  private KnownFrames known() {
    return scorer.reference().known();
  }

  @Override
  public void close() {
    network.close();
    distances.close();
  }
}
