package io.sisom.scoring;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka Streams' clients as they were, but for the consumer that reads frames: that is a {@link
 * PrefetchConsumer}.
 *
 * @param others all other clients
 * @param held what one consumer holds
 */
record ScoringClients(KafkaClientSupplier others, Supplier<HeldFrames> held)
    implements KafkaClientSupplier {
  @Override
  public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
    return new PrefetchConsumer(config, held.get());
  }

  @Override
  public Admin getAdmin(Map<String, Object> config) {
    return others.getAdmin(config);
  }

  @Override
  public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
    return others.getProducer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
    return others.getRestoreConsumer(config);
  }

  @Override
  public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
    return others.getGlobalConsumer(config);
  }
}
