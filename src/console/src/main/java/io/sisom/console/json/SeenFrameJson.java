package io.sisom.console.json;

import io.sisom.live.SeenFrame;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A frame that was scored.
 *
 * @param delayMs from capture to score
 * @param version of the reference set that scored it
 * @param picture where it is served; null where the scorer did not say where the frame lies
 */
public record SeenFrameJson(
    String frameId,
    Instant capturedAt,
    String predicted,
    double pValue,
    double ratio,
    double energy,
    double sisome,
    long delayMs,
    long version,
    @Nullable String picture) {
  /** Of what a score says. */
  public static SeenFrameJson of(SeenFrame frame) {
    return new SeenFrameJson(
        frame.frameId(),
        frame.capturedAt(),
        frame.predicted(),
        frame.pValue(),
        frame.ratio(),
        frame.energy(),
        frame.sisome(),
        Duration.between(frame.capturedAt(), frame.scoredAt()).toMillis(),
        frame.version(),
        frame.place().map(it -> PicturePath.live(it, frame.frameId())).orElse(null));
  }
}
