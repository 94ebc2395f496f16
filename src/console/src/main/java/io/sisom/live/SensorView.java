package io.sisom.live;

import java.util.List;

/**
 * One sensor, as it stands.
 *
 * @param frames heard of since reading began
 * @param latest frames, the oldest first
 * @param strip of each short while the most novel frame, the oldest first
 */
public record SensorView(
    String sensorId, long frames, List<SeenFrame> latest, List<SeenFrame> strip) {
  /** Copies the lists. */
  public SensorView {
    latest = List.copyOf(latest);
    strip = List.copyOf(strip);
  }
}
