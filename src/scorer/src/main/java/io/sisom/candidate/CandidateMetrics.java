package io.sisom.candidate;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/**
 * Metrics of candidates: counters {@code sisom.candidates}, {@code
 * sisom.candidates.dropped{reason}}, {@code sisom.candidates.late} and {@code
 * sisom.candidates.unsure}. One instance an application.
 */
public final class CandidateMetrics {
  private final Counter published;
  private final Counter late;
  private final Counter unsure;
  private final SensorClocks clocks;
  private final Map<DropReason, Counter> dropped = new EnumMap<>(DropReason.class);

  /** Registers the meters, one for every reason, so that each is visible from the start. */
  public CandidateMetrics(MeterRegistry registry) {
    clocks = new SensorClocks(registry, System::nanoTime);
    published =
        Counter.builder("sisom.candidates").description("Candidates published").register(registry);
    late =
        Counter.builder("sisom.candidates.late")
            .description("Frames that a partition passed on after their window was published")
            .register(registry);
    unsure =
        Counter.builder("sisom.candidates.unsure")
            .description("Windows of the fleet that one ranking of all frames may choose otherwise")
            .register(registry);
    for (DropReason reason : DropReason.values()) {
      dropped.put(
          reason,
          Counter.builder("sisom.candidates.dropped")
              .description("Frames that became no candidate")
              .tag("reason", reason.tag())
              .register(registry));
    }
  }

  /** Whose clocks are off. */
  public SensorClocks clocks() {
    return clocks;
  }

  void published() {
    published.increment();
  }

  void late() {
    late.increment();
  }

  void unsure() {
    unsure.increment();
  }

  void dropped(DropReason reason) {
    dropped(reason, 1);
  }

  void dropped(DropReason reason, int frames) {
    Counter counter = dropped.get(reason);
    if (counter != null) {
      counter.increment(frames);
    }
  }
}
