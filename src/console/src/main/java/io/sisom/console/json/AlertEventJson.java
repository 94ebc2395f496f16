package io.sisom.console.json;

import io.sisom.schema.OodAlert;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of an episode, as web hooks send it.
 *
 * @param type {@code alert.opened}, {@code alert.updated} or {@code alert.closed}
 * @param timestamp event time of the latest novel frame
 */
public record AlertEventJson(String type, Instant timestamp, Data data) {
  /**
   * The episode.
   *
   * @param closeReason null while it is open
   * @param closedAt null while it is open
   * @param mutedFrames since it opened, that would be novel, had nobody muted what they are like
   * @param source of the latest novel frame; null where nobody said
   * @param attributes of the latest novel frame
   */
  public record Data(
      String episodeId,
      String sensorId,
      String status,
      @Nullable String closeReason,
      Instant openedAt,
      Instant lastNovelAt,
      @Nullable Instant closedAt,
      int frames,
      int novelFrames,
      int mutedFrames,
      String firstFrameId,
      String lastFrameId,
      String peakFrameId,
      double peakSisome,
      double peakPValue,
      String peakPredicted,
      String modelVersion,
      long referenceVersion,
      @Nullable SourceJson source,
      Map<String, String> attributes) {}

  /** Of an event on the topic of alerts. */
  public static AlertEventJson of(OodAlert alert) {
    String status = alert.getStatus().name().toLowerCase(Locale.ROOT);
    return new AlertEventJson(
        "alert." + status,
        alert.getLastNovelAt(),
        new Data(
            alert.getEpisodeId(),
            alert.getSensorId(),
            status,
            alert.getCloseReason(),
            alert.getOpenedAt(),
            alert.getLastNovelAt(),
            alert.getClosedAt(),
            alert.getFrames(),
            alert.getNovelFrames(),
            alert.getMutedFrames(),
            alert.getFirstFrameId(),
            alert.getLastFrameId(),
            alert.getPeakFrameId(),
            alert.getPeakSisome(),
            alert.getPeakPValue(),
            alert.getPeakPredicted(),
            alert.getModelVersion(),
            alert.getReferenceVersion(),
            SourceJson.of(alert.getSource()),
            alert.getAttributes()));
  }
}
