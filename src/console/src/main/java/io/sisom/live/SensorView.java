package io.sisom.live;

import java.util.List;
import java.util.Optional;

/**
 * One sensor, as it stands.
 *
 * @param frames heard of since it is shown
 * @param muted of these, that would be novel, had nobody muted what they are like
 * @param pValues of its latest frames, the oldest first
 * @param strip of each short while the most novel frame, the oldest first
 * @param last its latest frame
 * @param origin what its latest frame says of itself
 */
public record SensorView(
    String sensorId,
    long frames,
    long muted,
    List<Double> pValues,
    List<SeenFrame> strip,
    Optional<SeenFrame> last,
    SeenOrigin origin) {
  /** Copies the lists. */
  public SensorView {
    pValues = List.copyOf(pValues);
    strip = List.copyOf(strip);
  }
}
