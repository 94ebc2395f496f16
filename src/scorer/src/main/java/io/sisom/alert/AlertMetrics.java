package io.sisom.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Metrics of alerts: gauge {@code sisom.alerts.open} over every partition that this process holds,
 * counters {@code sisom.alerts.opened}, {@code sisom.alerts.closed} and {@code sisom.alerts.muted},
 * frames that were not counted as novel because people muted what they are like. One instance an
 * application, shared by its stream threads.
 */
public final class AlertMetrics {
  private final AtomicInteger open = new AtomicInteger();
  private final Counter opened;
  private final Counter closed;
  private final Counter muted;

  /** Registers the meters. */
  public AlertMetrics(MeterRegistry registry) {
    Gauge.builder("sisom.alerts.open", open, AtomicInteger::get)
        .description("Episodes open now")
        .strongReference(true)
        .register(registry);
    opened =
        Counter.builder("sisom.alerts.opened").description("Episodes opened").register(registry);
    closed =
        Counter.builder("sisom.alerts.closed").description("Episodes closed").register(registry);
    muted =
        Counter.builder("sisom.alerts.muted")
            .description("Frames that count as not novel because they are like muted ones")
            .register(registry);
  }

  void opened() {
    opened.increment();
    open.incrementAndGet();
  }

  void closed() {
    closed.increment();
    open.decrementAndGet();
  }

  void muted() {
    muted.increment();
  }

  /** Open episodes that came with a partition. */
  void takenOver(int episodes) {
    open.addAndGet(episodes);
  }

  /** Open episodes that went with a partition: they live on elsewhere. */
  void handedOn(int episodes) {
    open.addAndGet(-episodes);
  }
}
