package io.sisom.console.json;

import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Lease;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.Skip;
import io.sisom.schema.FrameScore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the queue. What was answered is shown when the frame has ended, so that nobody copies
 * another's answer.
 *
 * @param answered how many have answered
 * @param source where it comes from; null where nobody said
 * @param attributes what else it says of itself
 * @param skips who would not name a class, and why; shown as answers are
 * @param noneProbability that it shows none of the classes, 0 to 1; null where the version that
 *     scored it has learned none
 * @param alternatives labels that it may be instead of the predicted one, the likeliest first
 * @param calibration pooled or sensor: whether the p-value is counted on known frames of all
 *     sensors or of its own
 * @param innerLabel class that its inner distance is to, where the predicted one has no known
 *     frames; else null
 * @param ending how it left the queue; null while it is there
 */
public record FrameJson(
    String frameId,
    String sensorId,
    Instant capturedAt,
    String picture,
    String predicted,
    @Nullable String outerLabel,
    double pValue,
    double ratio,
    double energy,
    double sisome,
    double innerDistance,
    double outerDistance,
    @Nullable String nearestInnerFrameId,
    @Nullable String nearestOuterFrameId,
    String modelVersion,
    long referenceVersion,
    Instant windowStart,
    int rank,
    int considered,
    List<Lease> leases,
    int answered,
    int skipped,
    @Nullable String ending,
    @Nullable Instant endedAt,
    List<Answer> answers,
    List<Skipped> skips,
    @Nullable Double noneProbability,
    List<String> alternatives,
    @Nullable SourceJson source,
    Map<String, String> attributes,
    String calibration,
    @Nullable String innerLabel) {

  /** What an annotator said. */
  public record Answer(String annotator, String label, Instant at) {
    static Answer of(GivenLabel given) {
      return new Answer(given.annotator(), given.label(), given.at());
    }
  }

  /** Why an annotator named no class; the reasons junk and foreign are answers, too. */
  public record Skipped(String annotator, String reason, Instant at) {
    static Skipped of(Skip skip) {
      return new Skipped(skip.annotator(), skip.reason().word(), skip.at());
    }
  }

  /** Of the queue's entry. */
  public static FrameJson of(QueueEntry entry) {
    Candidate candidate = entry.candidate();
    FrameScore score = candidate.score();
    return new FrameJson(
        entry.frameId(),
        score.getSensorId(),
        score.getCapturedAt(),
        PicturePath.queued(entry.frameId()),
        score.getPredicted(),
        candidate.outerLabel(),
        score.getPValue(),
        score.getRatio(),
        score.getEnergy(),
        score.getSisome(),
        score.getInnerDistance(),
        score.getOuterDistance(),
        score.getNearestInnerFrameId(),
        score.getNearestOuterFrameId(),
        score.getModelVersion(),
        score.getReferenceVersion(),
        candidate.windowStart(),
        candidate.rank(),
        candidate.considered(),
        entry.leases(),
        entry.answers().size(),
        entry.skips().size(),
        entry.ended().map(ended -> ended.how().word()).orElse(null),
        entry.ended().map(QueueEntry.Ended::at).orElse(null),
        entry.ended().isPresent() ? entry.answers().stream().map(Answer::of).toList() : List.of(),
        entry.ended().isPresent() ? entry.skips().stream().map(Skipped::of).toList() : List.of(),
        score.getNoneProbability(),
        score.getAlternatives(),
        SourceJson.of(score.getSource()),
        score.getAttributes(),
        score.getCalibration(),
        score.getInnerLabel());
  }
}
