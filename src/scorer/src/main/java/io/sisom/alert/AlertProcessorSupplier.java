package io.sisom.alert;

import io.sisom.schema.EpisodeState;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes {@link AlertProcessor}s and declares their store: give it to {@code addProcessor}. */
public final class AlertProcessorSupplier
    implements ProcessorSupplier<String, FrameScore, String, OodAlert> {
  private final AlertConfig config;
  private final AlertMetrics metrics;
  private final WriterSchemas schemas;

  /** Processors by these rules, which all report to {@code metrics}. */
  public AlertProcessorSupplier(AlertConfig config, AlertMetrics metrics) {
    this(config, metrics, WriterSchemas.none());
  }

  /** The same, which also read state that other versions wrote. */
  public AlertProcessorSupplier(AlertConfig config, AlertMetrics metrics, WriterSchemas schemas) {
    this.config = config;
    this.metrics = metrics;
    this.schemas = schemas;
  }

  @Override
  public Processor<String, FrameScore, String, OodAlert> get() {
    return new AlertProcessor(config, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(AlertProcessor.STORE),
                Serdes.String(),
                AvroSerde.of(EpisodeState.class, schemas))
            .withLoggingEnabled(Map.of())
            // A sensor's state changes with every frame; only the last of a commit needs to be
            // kept.
            .withCachingEnabled());
  }
}
