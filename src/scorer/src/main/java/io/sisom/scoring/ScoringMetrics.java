package io.sisom.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.sisom.frame.FrameFault;
import io.sisom.version.Refusal;
import io.sisom.wire.SchemaTopic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Counts and times what the scorer does; names are listed in docs/operations.md. */
public final class ScoringMetrics {
  private final MeterRegistry registry;
  private final Counter in;
  private final Counter scored;
  private final Counter repeated;
  private final Counter originCut;
  private final DistributionSummary batch;
  private final Timer decode;
  private final Timer model;
  private final Timer distance;
  private final Timer delay;
  private final AtomicInteger precisionDiffers = new AtomicInteger();
  private final Counter searchedAgain;
  private final Map<CaptureKind, Counter> captured = new EnumMap<>(CaptureKind.class);

  /** Registers the meters. */
  public ScoringMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.in = registry.counter("sisom.frames.in");
    this.scored = registry.counter("sisom.frames.scored");
    this.repeated = registry.counter("sisom.frames.repeated");
    this.originCut = registry.counter("sisom.frames.origin.cut");
    this.batch = registry.summary("sisom.batch.frames");
    this.decode = timer(registry, "sisom.decode", Duration.ofSeconds(1));
    this.model = timer(registry, "sisom.model", Duration.ofSeconds(10));
    this.distance = timer(registry, "sisom.distance", Duration.ofSeconds(10));
    this.delay = timer(registry, "sisom.delay", Duration.ofMinutes(1));
    registry.gauge("sisom.reference.precision.differs", precisionDiffers);
    this.searchedAgain = registry.counter("sisom.distance.searched.again");
    // From zero on: a counter that first appears as 1 shows no increase.
    Stream.of(FrameFault.values()).forEach(fault -> deadLetters(fault.word()));
    deadLetters(RejectedFrame.NOT_SCORABLE);
    Stream.of(CaptureKind.values()).forEach(kind -> captured.put(kind, captured(kind)));
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

  /** What a frame says of itself was longer than it may be. */
  public void originCut() {
    originCut.increment();
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

  /** Frames whose nearest known frames the device could not tell for certain. */
  void searchedAgain(int frames) {
    searchedAgain.increment(frames);
  }

  /** A score is on its way out. A recording's age is no delay. */
  void scored(CaptureKind kind, long capturedAtMillis, long nowMillis) {
    scored.increment();
    Objects.requireNonNull(captured.get(kind), "every kind has a counter").increment();
    if (kind != CaptureKind.RECORDED) {
      delay.record(Math.max(0, nowMillis - capturedAtMillis), TimeUnit.MILLISECONDS);
    }
  }

  private Counter captured(CaptureKind kind) {
    return registry.counter("sisom.frames.captured", Tags.of("when", kind.tag()));
  }

  /** A frame was scored that had been scored before. */
  void repeated() {
    repeated.increment();
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

  /** Counts schemas from outside that were refused. */
  public void watch(SchemaTopic schemas) {
    FunctionCounter.builder("sisom.schemas.refused", schemas, SchemaTopic::refused)
        .register(registry);
  }

  /** Shows which version is active. */
  public void watch(VersionSlot versions) {
    registry.gauge("sisom.reference.version", versions, VersionSlot::number);
  }

  /** Whether the active version was computed in other numbers than it is scored in. */
  public void precisionDiffers(boolean differs) {
    precisionDiffers.set(differs ? 1 : 0);
  }

  /** Shows the active model, and no other, as an info gauge. */
  public void modelActive(String replaced, String active) {
    if (!replaced.equals(active)) {
      registry.find("sisom.model.info").gauges().forEach(registry::remove);
      registry.gauge("sisom.model.info", Tags.of("version", active), 1);
    }
  }
}
