package io.sisom.live;

import io.sisom.schema.FrameScore;
import java.time.Instant;
import java.util.Optional;

/**
 * A scored frame, as far as pages show it.
 *
 * @param pValue in (0, 1]; small is novel
 * @param version of the reference set that scored it
 * @param mute whether it is so like muted frames that it is to raise no alert
 * @param recorded whether it is of a recording, whose age is no delay
 * @param place of its picture; empty where its scorer did not say
 * @param origin what it says of itself
 */
public record SeenFrame(
    String frameId,
    String sensorId,
    Instant capturedAt,
    Instant scoredAt,
    String predicted,
    double pValue,
    double ratio,
    double energy,
    double sisome,
    long version,
    boolean mute,
    boolean recorded,
    Optional<SeenPlace> place,
    SeenOrigin origin) {

  /** What a score says. */
  public static SeenFrame of(FrameScore score) {
    Integer partition = score.getFramePartition();
    Long offset = score.getFrameOffset();
    return new SeenFrame(
        score.getFrameId(),
        score.getSensorId(),
        score.getCapturedAt(),
        score.getScoredAt(),
        score.getPredicted(),
        score.getPValue(),
        score.getRatio(),
        score.getEnergy(),
        score.getSisome(),
        score.getReferenceVersion(),
        score.getMutedBy() != null,
        score.getRecorded(),
        partition == null || offset == null
            ? Optional.empty()
            : Optional.of(new SeenPlace(partition, offset)),
        new SeenOrigin(score.getSource(), score.getAttributes()));
  }

  /** The same, smaller: without what it says of itself. */
  SeenFrame silent() {
    return new SeenFrame(
        frameId,
        sensorId,
        capturedAt,
        scoredAt,
        predicted,
        pValue,
        ratio,
        energy,
        sisome,
        version,
        mute,
        recorded,
        place,
        SeenOrigin.NONE);
  }
}
