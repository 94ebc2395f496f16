package io.sisom.candidate;

import io.sisom.candidate.RankingStep.ToFleet;
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
    implements ProcessorSupplier<String, ToFleet, String, LabelCandidate> {
  /** As earlier builds made the changelog, which put whole frames there. */
  private static final Map<String, String> LARGE =
      Map.of("max.message.bytes", Integer.toString(8 << 20));

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
  public CandidateRankerSupplier(
      CandidateConfig config, CandidateMetrics metrics, FrameLookup lookup, WriterSchemas schemas) {
    this.config = config;
    this.metrics = metrics;
    this.lookup = lookup;
    this.schemas = schemas;
  }

  @Override
  public Processor<String, ToFleet, String, LabelCandidate> get() {
    return new CandidateRanker(config, metrics, lookup);
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
