package io.sisom.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sisom.frame.Fault;
import io.sisom.version.Refusal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Counts and times what the scorer does; names are listed in docs/operations.md. */
public final class ScoringMetrics {
  private final MeterRegistry registry;
  private final Counter in;
  private final Counter scored;
  private final DistributionSummary batch;
  private final Timer decode;
  private final Timer model;
  private final Timer distance;
  private final Timer delay;

  /** Registers the meters. */
  public ScoringMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.in = registry.counter("sisom.frames.in");
    this.scored = registry.counter("sisom.frames.scored");
    this.batch = registry.summary("sisom.batch.frames");
    this.decode = timer(registry, "sisom.decode", Duration.ofSeconds(1));
    this.model = timer(registry, "sisom.model", Duration.ofSeconds(10));
    this.distance = timer(registry, "sisom.distance", Duration.ofSeconds(10));
    this.delay = timer(registry, "sisom.delay", Duration.ofMinutes(1));
    // From zero on: a counter that first appears as 1 shows no increase.
    Stream.of(Fault.values()).forEach(fault -> deadLetters(fault.word()));
    deadLetters(RejectedFrame.NOT_SCORABLE);
    Stream.of(Refusal.class.getPermittedSubclasses())
        .forEach(reason -> refusals(reason.getSimpleName()));
  }

  private static Timer timer(MeterRegistry registry, String name, Duration longest) {
    return Timer.builder(name)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofNanos(100_000))
        .maximumExpectedValue(longest)
        .register(registry);
  }

  /** A record came in. */
  public void frameIn() {
    in.increment();
  }

  /** A frame was read and decoded, or found undecodable. */
  public void decoded(long nanos) {
    decode.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** The device finished a batch. */
  public void batchRun(int frames, long modelNanos, long distanceNanos) {
    batch.record(frames);
    model.record(modelNanos, TimeUnit.NANOSECONDS);
    distance.record(distanceNanos, TimeUnit.NANOSECONDS);
  }

  /** A score is on its way out. */
  public void scored(long capturedAtMillis, long nowMillis) {
    scored.increment();
    delay.record(Math.max(0, nowMillis - capturedAtMillis), TimeUnit.MILLISECONDS);
  }

  /** A frame is on its way to the dead letters. */
  public void deadLettered(String kind) {
    deadLetters(kind).increment();
  }

  private Counter deadLetters(String kind) {
    return registry.counter("sisom.frames.dead.lettered", Tags.of("reason", kind));
  }

  /** A published version could not be used. */
  public void refused(String kind) {
    refusals(kind).increment();
  }

  private Counter refusals(String kind) {
    return registry.counter("sisom.reference.refused", Tags.of("reason", kind));
  }

  /** Shows which version is active. */
  public void watch(VersionSlot versions) {
    registry.gauge("sisom.reference.version", versions, VersionSlot::number);
  }

  /** Shows the active model, and no other, as an info gauge. */
  public void modelActive(String replaced, String active) {
    if (!replaced.equals(active)) {
      registry.find("sisom.model.info").gauges().forEach(registry::remove);
      registry.gauge("sisom.model.info", Tags.of("version", active), 1);
    }
  }
}
