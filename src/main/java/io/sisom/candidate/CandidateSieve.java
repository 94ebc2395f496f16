package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what {@link SieveRule} lets through, all under one key: the ranking needs the whole
 * fleet in one partition, and the sieve keeps that partition small.
 */
public final class CandidateSieve implements Processor<String, PooledFrame, String, PooledFrame> {
  /** The key of every forwarded frame. */
  public static final String KEY = "fleet";

  private final SieveRule rule;
  private final CandidateMetrics metrics;
  private @Nullable ProcessorContext<String, PooledFrame> context;

  private CandidateSieve(SieveRule rule, CandidateMetrics metrics) {
    this.rule = rule;
    this.metrics = metrics;
  }

  /** Makes one sieve per partition; they share {@code metrics}. */
  public static ProcessorSupplier<String, PooledFrame, String, PooledFrame> supplier(
      CandidateConfig config, CandidateMetrics metrics) {
    SieveRule rule = new SieveRule(config);
    return () -> new CandidateSieve(rule, metrics);
  }

  @Override
  public void init(ProcessorContext<String, PooledFrame> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, PooledFrame> record) {
    Optional<DropReason> refused = rule.refuses(record.value().getScore());
    if (refused.isPresent()) {
      metrics.dropped(refused.get());
    } else {
      Objects.requireNonNull(context, "used before init").forward(record.withKey(KEY));
    }
  }
}
