package io.sisom.candidate;

import io.sisom.schema.PooledFrame;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes {@link PartitionRanker}s and declares their stores: give it to {@code addProcessor}. */
public final class PartitionRankerSupplier
    implements ProcessorSupplier<String, PooledFrame, String, RankingStep> {
  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private final FrameLookup lookup;
  private final WriterSchemas schemas;

  /**
   * Processors by these rules, which all report to {@code metrics}.
   *
   * @param lookup where the bytes of candidates are
   * @param schemas by which state that other versions wrote is read
   */
  public PartitionRankerSupplier(
      CandidateConfig config, CandidateMetrics metrics, FrameLookup lookup, WriterSchemas schemas) {
    this.config = config;
    this.metrics = metrics;
    this.lookup = lookup;
    this.schemas = schemas;
  }

  @Override
  public Processor<String, PooledFrame, String, RankingStep> get() {
    return new PartitionRanker(config, metrics, lookup);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(PartitionRanker.POOL_STORE),
                Serdes.Bytes(),
                AvroSerde.of(PooledFrame.class, schemas))
            .withLoggingEnabled(Map.of()),
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(PartitionRanker.MARK_STORE),
                Serdes.String(),
                Serdes.Long())
            .withLoggingEnabled(Map.of())
            // The latest time changes with every frame; the last of a commit is enough.
            .withCachingEnabled());
  }
}
