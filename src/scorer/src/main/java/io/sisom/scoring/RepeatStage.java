package io.sisom.scoring;

import io.sisom.schema.FrameScore;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Marks the score of a frame that came before, as {@link SeenFrames} remembers, so that a recording
 * that is fed twice counts once.
 */
final class RepeatStage extends ContextualProcessor<String, ScoredFrame, String, ScoredFrame> {
  /** The store of the frames that came before. */
  static final String STORE = "seen-frames";

  private final int frames;
  private final ScoringMetrics metrics;
  private @Nullable SeenFrames seen;

  /**
   * A stage.
   *
   * @param frames latest frames of a sensor to remember; 0: none
   */
  RepeatStage(int frames, ScoringMetrics metrics) {
    this.frames = frames;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<String, ScoredFrame> context) {
    super.init(context);
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(STORE);
    seen = new SeenFrames(store, frames, SeenFrames.MAX_SENSORS);
  }

  @Override
  public void process(Record<String, ScoredFrame> record) {
    context().forward(repeated(record.value()) ? record.withValue(marked(record)) : record);
  }

  private boolean repeated(ScoredFrame scored) {
    if (frames == 0) {
      return false;
    }
    long offset =
        context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a frame came from no topic"))
            .offset();
    FrameScore score = scored.score();
    return Objects.requireNonNull(seen, "used before init")
        .note(score.getSensorId(), score.getFrameId(), offset, context().currentSystemTimeMs());
  }

  private ScoredFrame marked(Record<String, ScoredFrame> record) {
    metrics.repeated();
    ScoredFrame scored = record.value();
    return scored.with(repeated(scored.score()));
  }

  /**
   * Shallow: the builder's own copy copies every text. Whether a frame came before is known only in
   * its partition's order, after it was scored.
   */
  private static FrameScore repeated(FrameScore score) {
    return new FrameScore(
        score.getFrameId(),
        score.getSensorId(),
        score.getCapturedAt(),
        score.getScoredAt(),
        score.getPredicted(),
        score.getInnerDistance(),
        score.getOuterDistance(),
        score.getRatio(),
        score.getEnergy(),
        score.getSisome(),
        score.getPValue(),
        score.getNearestInnerFrameId(),
        score.getNearestOuterFrameId(),
        score.getNearestOuterLabel(),
        score.getModelVersion(),
        score.getReferenceVersion(),
        score.getProfile(),
        score.getDistance(),
        score.getFramePartition(),
        score.getFrameOffset(),
        score.getRecorded(),
        true,
        score.getSource(),
        score.getAttributes(),
        score.getNoneProbability(),
        score.getAlternatives(),
        score.getMutedBy(),
        score.getCalibration(),
        score.getInnerLabel());
  }
}
