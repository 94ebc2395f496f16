package io.sisom.candidate;

import io.sisom.schema.LabelCandidate;
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

/** Makes {@link CandidateRanker}s and declares their stores: give it to {@code addProcessor}. */
public final class CandidateRankerSupplier
    implements ProcessorSupplier<String, PooledFrame, String, LabelCandidate> {
  /** Frames travel whole, so the changelog takes what the frame topic takes. */
  private static final Map<String, String> LARGE =
      Map.of("max.message.bytes", Integer.toString(8 << 20));

  private final CandidateConfig config;
  private final CandidateMetrics metrics;
  private final WriterSchemas schemas;

  /** Processors by these rules, which all report to {@code metrics}. */
  public CandidateRankerSupplier(CandidateConfig config, CandidateMetrics metrics) {
    this(config, metrics, WriterSchemas.none());
  }

  /** The same, which also read state that other versions wrote. */
  public CandidateRankerSupplier(
      CandidateConfig config, CandidateMetrics metrics, WriterSchemas schemas) {
    this.config = config;
    this.metrics = metrics;
    this.schemas = schemas;
  }

  @Override
  public Processor<String, PooledFrame, String, LabelCandidate> get() {
    return new CandidateRanker(config, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CandidateRanker.POOL_STORE),
                Serdes.Bytes(),
                AvroSerde.of(PooledFrame.class, schemas))
            .withLoggingEnabled(LARGE),
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(CandidateRanker.MARK_STORE),
                Serdes.String(),
                Serdes.Long())
            .withLoggingEnabled(Map.of()));
  }
}
