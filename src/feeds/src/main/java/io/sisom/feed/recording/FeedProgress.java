package io.sisom.feed.recording;

import io.sisom.recording.Position;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.FeedSensor;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What a feed must know to go on after a place in a recording, over its files and over runs. */
public final class FeedProgress {
  private final Map<String, SensorProgress> sensors = new LinkedHashMap<>();
  private OptionalLong startNanos = OptionalLong.empty();
  private OptionalLong shiftNanos = OptionalLong.empty();

  /** As it was saved. */
  void restore(FeedPosition saved) {
    sensors.clear();
    for (FeedSensor sensor : saved.getSensors()) {
      sensors.put(sensor.getSensorId(), new SensorProgress(sensor));
    }
    startNanos = optional(saved.getStartNanos());
    shiftNanos = optional(saved.getShiftNanos());
  }

  private static OptionalLong optional(@Nullable Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** That a file begins of which no video was decoded. */
  void forgetVideo() {
    sensors.values().forEach(SensorProgress::forgetVideo);
  }

  /** After which message videos must be decoded anew to go on; empty where there are none. */
  Optional<Position> videoFrom() {
    return sensors.values().stream()
        .flatMap(it -> it.videoFrom().stream())
        .min(Comparator.naturalOrder());
  }

  SensorProgress of(String sensor) {
    return sensors.computeIfAbsent(sensor, SensorProgress::new);
  }

  /** Recorded time of the first picture, which this may be. */
  long startNanos(long picture) {
    if (startNanos.isEmpty()) {
      startNanos = OptionalLong.of(picture);
    }
    return startNanos.getAsLong();
  }

  /** What is added to recorded times so that the first frame, which this may be, is now. */
  long shiftNanos(long frame, long nowNanos) {
    if (shiftNanos.isEmpty()) {
      shiftNanos = OptionalLong.of(nowNanos - frame);
    }
    return shiftNanos.getAsLong();
  }

  FeedPosition.Builder save(FeedPosition.Builder position) {
    List<FeedSensor> saved = sensors.values().stream().map(SensorProgress::saved).toList();
    return position
        .setSensors(saved)
        .setStartNanos(startNanos.isPresent() ? startNanos.getAsLong() : null)
        .setShiftNanos(shiftNanos.isPresent() ? shiftNanos.getAsLong() : null);
  }
}
