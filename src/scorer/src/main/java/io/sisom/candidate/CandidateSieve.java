package io.sisom.candidate;

import io.sisom.schema.FrameScore;
import io.sisom.schema.PooledFrame;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Forwards what {@link SieveRule} lets through to the ranking of its partition. Only what passes is
 * packed.
 *
 * @param <T> a frame with its score
 */
public final class CandidateSieve<T> implements Processor<String, T, String, PooledFrame> {
  private final SieveRule rule;
  private final CandidateMetrics metrics;
  private final Function<T, FrameScore> scoreOf;
  private final Function<T, PooledFrame> pack;
  private @Nullable ProcessorContext<String, PooledFrame> context;

  private CandidateSieve(
      SieveRule rule,
      CandidateMetrics metrics,
      Function<T, FrameScore> scoreOf,
      Function<T, PooledFrame> pack) {
    this.rule = rule;
    this.metrics = metrics;
    this.scoreOf = scoreOf;
    this.pack = pack;
  }

  /** Makes one sieve per partition; they share {@code metrics}. */
  public static <T> ProcessorSupplier<String, T, String, PooledFrame> supplier(
      CandidateConfig config,
      CandidateMetrics metrics,
      Function<T, FrameScore> scoreOf,
      Function<T, PooledFrame> pack) {
    SieveRule rule = new SieveRule(config);
    return () -> new CandidateSieve<>(rule, metrics, scoreOf, pack);
  }

  @Override
  public void init(ProcessorContext<String, PooledFrame> context) {
    this.context = context;
  }

  @Override
  public void process(Record<String, T> record) {
    Optional<DropReason> refused = rule.refuses(scoreOf.apply(record.value()));
    if (refused.isPresent()) {
      metrics.dropped(refused.get());
    } else {
      Objects.requireNonNull(context, "used before init")
          .forward(record.withValue(pack.apply(record.value())));
    }
  }
}
