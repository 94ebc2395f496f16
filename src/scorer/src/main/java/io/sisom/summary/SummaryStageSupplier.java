package io.sisom.summary;

import io.sisom.alert.AlertConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Makes the processors that turn scores into summaries, and declares their store.
 *
 * @param length of the while that one summary is of
 * @param alerts which frames count as novel and as muted
 * @param schemas of state that other versions wrote
 */
public record SummaryStageSupplier(Duration length, AlertConfig alerts, WriterSchemas schemas)
    implements ProcessorSupplier<String, FrameScore, String, SensorSummary> {
  @Override
  public Processor<String, FrameScore, String, SensorSummary> get() {
    return new SummaryStage(length, new SummarySum(alerts, length.toMillis()));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SummaryStage.STORE),
                Serdes.String(),
                AvroSerde.of(SensorSummary.class, schemas))
            .withLoggingEnabled(Map.of())
            // A summary changes with every frame; the last of a commit is enough.
            .withCachingEnabled());
  }
}
