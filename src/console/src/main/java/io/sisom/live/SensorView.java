package io.sisom.live;

import java.util.List;

/**
 * One sensor, as it stands.
 *
 * @param frames heard of since reading began
 * @param muted of these, that would be novel, had nobody muted what they are like
 * @param latest frames, the oldest first
 * @param strip of each short while the most novel frame, the oldest first
 * @param origin what its latest frame says of itself
 */
public record SensorView(
    String sensorId,
    long frames,
    long muted,
    List<SeenFrame> latest,
    List<SeenFrame> strip,
    SeenOrigin origin) {
  /** Copies the lists. */
  public SensorView {
    latest = List.copyOf(latest);
    strip = List.copyOf(strip);
  }
}
