package io.sisom.scoring;

import io.sisom.method.Activations;
import io.sisom.method.FrameShape;
import io.sisom.method.Neighbors;
import io.sisom.network.RunResult;
import io.sisom.network.StartedRun;
import io.sisom.reference.Arithmetic;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ScoredBatch;
import io.sisom.reference.SensorPValue;
import io.sisom.reference.Verdict;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One published version, loaded on one device or several: model, head and reference set, swapped as
 * a whole.
 */
final class LiveVersion implements BatchScorer, AutoCloseable {
  /** Fewer frames are not worth another thread. */
  private static final int LEAST_SLICE = 8;

  private final VersionName name;
  private final List<ScoringDevice> devices;
  private final FrameScorer scorer;
  private final BatchPlan plan;
  private final ScoreTimes times;

  /** Takes over {@code devices}, at least one, and closes them. */
  LiveVersion(
      VersionName name,
      List<ScoringDevice> devices,
      FrameScorer scorer,
      BatchPlan plan,
      ScoreTimes times) {
    this.name = name;
    this.devices = List.copyOf(devices);
    this.scorer = scorer;
    this.plan = plan;
    this.times = times;
  }

  /** 1, 2, 3 ... */
  public long referenceVersion() {
    return name.number();
  }

  /** Bundle name @ start of its hash. */
  public String modelVersion() {
    return name.model();
  }

  /** In which numbers its reference set was computed. */
  Arithmetic arithmetic() {
    return reference().arithmetic();
  }

  /** No p-value by the calibration of all sensors is smaller. */
  double smallestPValue() {
    return scorer.smallestPValue();
  }

  @Override
  public FrameShape input() {
    return devices.get(0).network().description().input();
  }

  @Override
  public BatchPlan plan() {
    return plan;
  }

  @Override
  public StartedBatch start(int device, List<ReadyFrame> frames, ScoringMetrics metrics) {
    long began = System.nanoTime();
    ScoringDevice on = devices.get(device);
    StartedRun run =
        on.network()
            .start(
                frames.stream().map(ReadyFrame::pixels).toList(),
                reference().rule().features().gradientTaps(),
                on.search());
    return () -> finish(frames, run, on.slices(), began, metrics);
  }

  @Override
  public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
    return start(0, frames, metrics).finish();
  }

  private List<FrameOutcome> finish(
      List<ReadyFrame> frames, StartedRun run, int slices, long began, ScoringMetrics metrics) {
    RunResult result = run.collect();
    long ran = System.nanoTime();
    ScoredBatch scored = scored(result, frames.size(), slices);
    List<FrameOutcome> outcomes = new ArrayList<>(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      outcomes.add(outcome(frames.get(i), i, result.activations(), scored.verdicts().get(i)));
    }
    metrics.batchRun(frames.size(), ran - began, System.nanoTime() - ran);
    metrics.searchedAgain(scored.searched());
    return outcomes;
  }

  private ScoredBatch scored(RunResult result, int frames, int slices) {
    int each = Math.max(LEAST_SLICE, (frames + slices - 1) / slices);
    int count = (frames + each - 1) / each;
    if (slices == 1 || count == 1) {
      return part(result, 0, frames);
    }
    List<ScoredBatch> parts =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(slice -> part(result, slice * each, Math.min(frames, (slice + 1) * each)))
            .toList();
    return new ScoredBatch(
        parts.stream().flatMap(part -> part.verdicts().stream()).toList(),
        parts.stream().mapToInt(ScoredBatch::searched).sum());
  }

  private ScoredBatch part(RunResult result, int from, int to) {
    Activations said = result.activations();
    return result
        .shortlist()
        .map(list -> scorer.score(said, from, to, list))
        .orElseGet(
            () ->
                new ScoredBatch(
                    scorer.score(said.logits(), said.taps(), said.tapGradients(), from, to), 0));
  }

  private ReferenceSet reference() {
    return scorer.reference();
  }

  private FrameOutcome outcome(ReadyFrame ready, int row, Activations said, Verdict verdict) {
    return verdict.either(
        scored ->
            new ScoredFrame(
                ready.frame(),
                score(ready, scored, alternatives(said, row, scored)),
                scored.enhanced()),
        not -> new RejectedFrame(RejectedFrame.NOT_SCORABLE, not.reason()));
  }

  private List<String> alternatives(Activations said, int row, Verdict.Scored scored) {
    return Alternatives.of(
        said.logits(), row, reference().head().labels(), scored.predicted(), scored.energy());
  }

  /** The score as it goes out, unless its frame came before, which {@link RepeatStage} marks. */
  private FrameScore score(ReadyFrame ready, Verdict.Scored scored, List<String> alternatives) {
    SensorFrame frame = ready.frame();
    FramePlace place = ready.place();
    Neighbors found = scored.neighbors();
    List<String> labels = reference().head().labels();
    SensorPValue pValue = scorer.pValue(frame.getSensorId(), scored.sisome());
    return FrameScore.newBuilder()
        .setFrameId(frame.getFrameId())
        .setSensorId(frame.getSensorId())
        .setCapturedAt(times.capture().eventTime().of(frame.getCapturedAt(), place))
        .setScoredAt(times.scored().instant())
        .setPredicted(labels.get(scored.predicted()))
        .setInnerDistance(found.inner())
        .setOuterDistance(found.outer())
        .setRatio(scored.ratio())
        .setEnergy(scored.energy())
        .setSisome(scored.sisome())
        .setPValue(pValue.value())
        .setCalibration(pValue.source().key())
        .setInnerLabel(innerLabel(scored, labels))
        .setNearestInnerFrameId(frameId(found.innerRow()))
        .setNearestOuterFrameId(frameId(found.outerRow()))
        .setNearestOuterLabel(label(found.outerRow(), labels))
        .setProfile(reference().profile().key())
        .setDistance(reference().rule().novelty(found))
        .setModelVersion(name.model())
        .setReferenceVersion(name.number())
        .setFramePartition(place.partition())
        .setFrameOffset(place.offset())
        .setRecorded(
            times.capture().of(frame.getCapturedAt(), place.arrivedAt()) == CaptureKind.RECORDED)
        .setSource(frame.getSource())
        .setAttributes(frame.getAttributes())
        .setNoneProbability(probability(scored.noneProbability()))
        .setAlternatives(alternatives)
        .setMutedBy(scored.mutedBy().orElse(null))
        .build();
  }

  private static @Nullable Double probability(OptionalDouble none) {
    return none.isPresent() ? none.getAsDouble() : null;
  }

  private @Nullable String frameId(int row) {
    return row == Neighbors.NONE ? null : known().frameIds().get(row);
  }

  /** Where it is another than the predicted one. */
  private @Nullable String innerLabel(Verdict.Scored scored, List<String> labels) {
    int row = scored.neighbors().innerRow();
    return row == Neighbors.NONE || known().labels()[row] == scored.predicted()
        ? null
        : label(row, labels);
  }

  private @Nullable String label(int row, List<String> labels) {
    return row == Neighbors.NONE ? null : labels.get(known().labels()[row]);
  }

  private KnownFrames known() {
    return reference().known();
  }

  @Override
  public void close() {
    devices.forEach(ScoringDevice::close);
  }
}
