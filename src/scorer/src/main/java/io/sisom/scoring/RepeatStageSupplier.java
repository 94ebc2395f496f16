package io.sisom.scoring;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Makes {@link RepeatStage}s and declares their store. */
record RepeatStageSupplier(int frames, ScoringMetrics metrics)
    implements ProcessorSupplier<String, ScoredFrame, String, ScoredFrame> {
  @Override
  public Processor<String, ScoredFrame, String, ScoredFrame> get() {
    return new RepeatStage(frames, metrics);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(RepeatStage.STORE),
                Serdes.Bytes(),
                Serdes.ByteArray())
            .withLoggingEnabled(Map.of())
            // A sensor's place in its window changes with every frame; the last of a commit is
            // enough.
            .withCachingEnabled());
  }
}
