package io.sisom.reference;

import io.sisom.method.Calibration;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * {@link SensorCalibrations} in a reference set's file: metadata {@code calibrationEffective};
 * tensors {@code sensors.ids} U8 (a JSON array), {@code sensors.frames} I32 [s], {@code
 * sensors.effective} F64 [s] and {@code sensors.sisome} F64, the scores of one sensor after the
 * other. Readers that do not know them serve the pooled calibration.
 */
final class SensorCalibrationsTensors {
  private static final String IDS = "sensors.ids";
  private static final String FRAMES = "sensors.frames";
  private static final String EFFECTIVE = "sensors.effective";
  private static final String SCORES = "sensors.sisome";
  static final String POOLED = "calibrationEffective";

  private SensorCalibrationsTensors() {}

  /**
   * Puts them in.
   *
   * @param ids JSON array of the sensors, in the order of {@link SensorCalibrations#frames}
   */
  static void put(SensorCalibrations sensors, String ids, Map<String, Tensor> tensors) {
    List<SensorCalibration> all =
        sensors.frames().keySet().stream().map(id -> of(sensors, id)).toList();
    if (all.isEmpty()) {
      return;
    }
    byte[] json = ids.getBytes(StandardCharsets.UTF_8);
    int[] frames = all.stream().mapToInt(its -> its.scores().size()).toArray();
    double[] scores =
        all.stream().flatMapToDouble(its -> Arrays.stream(its.scores().scores())).toArray();
    tensors.put(IDS, Tensor.of(json, json.length));
    tensors.put(FRAMES, Tensor.of(frames, frames.length));
    double[] effective = all.stream().mapToDouble(SensorCalibration::effective).toArray();
    tensors.put(EFFECTIVE, Tensor.of(effective, effective.length));
    tensors.put(SCORES, Tensor.of(scores, scores.length));
  }

  private static SensorCalibration of(SensorCalibrations sensors, String id) {
    SensorCalibration its = sensors.bySensor().get(id);
    if (its == null) {
      throw new IllegalStateException("no calibration of sensor " + id);
    }
    return its;
  }

  static SensorCalibrations read(Safetensors content, MutedFramesTensors.Lists lists)
      throws SafetensorsException {
    String pooled = content.metadata().get(POOLED);
    Map<String, SensorCalibration> bySensor = new LinkedHashMap<>();
    if (content.tensors().containsKey(IDS)) {
      List<String> ids =
          lists.of(IDS, new String(content.tensor(IDS).bytes(), StandardCharsets.UTF_8));
      int[] frames = content.tensor(FRAMES).ints();
      double[] effective = content.tensor(EFFECTIVE).doubles();
      double[] scores = content.tensor(SCORES).doubles();
      long all = Arrays.stream(frames).asLongStream().sum();
      if (ids.stream().distinct().count() != ids.size()
          || frames.length != ids.size()
          || effective.length != ids.size()
          || all != scores.length
          || Arrays.stream(frames).anyMatch(count -> count < 1)) {
        throw new SafetensorsException(
            "calibrations of %d sensors, of %d and %d figures and %d scores"
                .formatted(ids.size(), frames.length, effective.length, scores.length));
      }
      int from = 0;
      for (int i = 0; i < frames.length; i++) {
        double[] own = Arrays.copyOfRange(scores, from, from + frames[i]);
        bySensor.put(ids.get(i), new SensorCalibration(Calibration.of(own), effective[i]));
        from += frames[i];
      }
    }
    return new SensorCalibrations(
        pooled == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(pooled)),
        bySensor);
  }
}
