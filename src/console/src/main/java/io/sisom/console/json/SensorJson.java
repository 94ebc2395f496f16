package io.sisom.console.json;

import io.sisom.live.SensorView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sensor, as it stands.
 *
 * @param frames heard of since it is shown
 * @param muted of these, that would be novel, had nobody muted what they are like
 * @param pValues of its latest frames, the oldest first
 * @param strip of each short while the most novel frame, the oldest first
 * @param last its latest frame; null where there was none
 * @param source where its latest frame comes from; null where nobody said
 * @param attributes what else its latest frame says of itself
 */
public record SensorJson(
    String sensorId,
    long frames,
    long muted,
    List<Double> pValues,
    List<SeenFrameJson> strip,
    @Nullable SeenFrameJson last,
    @Nullable SourceJson source,
    Map<String, String> attributes) {
  /** Of the fleet's view. */
  public static SensorJson of(SensorView sensor) {
    return new SensorJson(
        sensor.sensorId(),
        sensor.frames(),
        sensor.muted(),
        sensor.pValues(),
        sensor.strip().stream().map(SeenFrameJson::of).toList(),
        sensor.last().map(SeenFrameJson::of).orElse(null),
        SourceJson.of(sensor.origin().source()),
        sensor.origin().attributes());
  }
}
