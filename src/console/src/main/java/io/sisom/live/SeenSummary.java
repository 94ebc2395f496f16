package io.sisom.live;

import io.sisom.schema.DelayCount;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The scores of one sensor's short while, as far as pages show them.
 *
 * @param from when the first was scored
 * @param to when the last was
 * @param frames how many
 * @param novel of these
 * @param muted of the novel ones, that open no episode
 * @param delays of the live ones
 * @param pValues of the latest ones, the oldest first
 * @param mostNovel the most novel one, which says nothing of itself
 * @param last the last one, with what it says of itself
 */
public record SeenSummary(
    String sensorId,
    Instant from,
    Instant to,
    int frames,
    int novel,
    int muted,
    List<DelayCount> delays,
    List<Double> pValues,
    SeenFrame mostNovel,
    SeenFrame last) {
  /** Copies the lists. */
  public SeenSummary {
    delays = List.copyOf(delays);
    pValues = List.copyOf(pValues);
  }

  /** What a summary says. */
  public static SeenSummary of(SensorSummary summary) {
    return new SeenSummary(
        summary.getSensorId(),
        summary.getFrom(),
        summary.getTo(),
        summary.getFrames(),
        summary.getNovel(),
        summary.getMuted(),
        summary.getDelays(),
        summary.getPValues(),
        frame(summary.getSensorId(), summary.getMostNovel(), SeenOrigin.NONE),
        frame(
            summary.getSensorId(),
            summary.getLast(),
            new SeenOrigin(summary.getSource(), summary.getAttributes())));
  }

  private static SeenFrame frame(String sensorId, SummarizedFrame frame, SeenOrigin origin) {
    Integer partition = frame.getFramePartition();
    Long offset = frame.getFrameOffset();
    return new SeenFrame(
        frame.getFrameId(),
        sensorId,
        frame.getCapturedAt(),
        frame.getScoredAt(),
        frame.getPredicted(),
        frame.getPValue(),
        frame.getRatio(),
        frame.getEnergy(),
        frame.getSisome(),
        frame.getReferenceVersion(),
        frame.getMuted(),
        frame.getRecorded(),
        partition == null || offset == null
            ? Optional.empty()
            : Optional.of(new SeenPlace(partition, offset)),
        origin);
  }
}
