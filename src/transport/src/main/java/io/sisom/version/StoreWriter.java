package io.sisom.version;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the reference topic, one transaction a change. The topic is read after {@code
 * initTransactions}, which fences any other writer off, so what was read still holds at the commit;
 * a writer that lost fails instead (KIP-98, "Fencing zombies").
 */
final class StoreWriter {
  private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

  private final Supplier<Producer<String, byte[]>> producers;
  private final StoreScan scan;

  StoreWriter(Supplier<Producer<String, byte[]>> producers, StoreScan scan) {
    this.producers = producers;
    this.scan = scan;
  }

  /** Producers for {@link #StoreWriter}: transactional, uncompressed (models do not shrink). */
  static Supplier<Producer<String, byte[]>> producers(ReferenceTopic topic) {
    Map<String, Object> settings = new HashMap<>(topic.client());
    settings.putIfAbsent("max.request.size", StoreKey.MAX_CHUNK_BYTES + (1 << 16));
    settings.putIfAbsent("transaction.timeout.ms", (int) Duration.ofMinutes(15).toMillis());
    settings.putIfAbsent("compression.type", "none");
    settings.put("enable.idempotence", true);
    settings.put("acks", "all");
    settings.put("transactional.id", topic.name() + "-writer");
    return () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** What is done inside the transaction. */
  interface Work<T> {
    T run(StoreIndex index, Sink sink) throws IOException, ReferenceStoreException;
  }

  /** Where the work's records go. */
  static final class Sink {
    private final Producer<String, byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** What {@code acknowledged} threw first: on the producer's thread Kafka would swallow it. */
    private final AtomicReference<@Nullable RuntimeException> mistake = new AtomicReference<>();

    private Sink(Producer<String, byte[]> producer, String topic) {
      this.producer = producer;
      this.topic = topic;
    }

    void put(StoreKey key, byte[] value) throws ReferenceStoreException {
      send(key, value, () -> {});
    }

    /** As {@link #put}, with word on the producer's thread when the broker has it. */
    void put(StoreKey key, byte[] value, Runnable acknowledged) throws ReferenceStoreException {
      send(key, value, acknowledged);
    }

    void delete(StoreKey key) throws ReferenceStoreException {
      send(key, null, () -> {});
    }

    private void send(StoreKey key, byte @Nullable [] value, Runnable acknowledged)
        throws ReferenceStoreException {
      Exception failed = failure.get();
      if (failed != null) {
        throw new ReferenceStoreException(
            "the broker refused a record: " + failed.getMessage(), failed);
      }
      Callback callback =
          (metadata, exception) -> {
            if (exception == null) {
              tell(acknowledged);
            } else {
              failure.compareAndSet(null, exception);
            }
          };
      producer.send(new ProducerRecord<>(topic, 0, key.text(), value), callback);
    }

    private void tell(Runnable acknowledged) {
      try {
        acknowledged.run();
      } catch (RuntimeException e) {
        mistake.compareAndSet(null, e);
      }
    }

    /** Waits until the broker has answered all, and throws what went wrong in being told of it. */
    private void settle() {
      producer.flush();
      RuntimeException thrown = mistake.get();
      if (thrown != null) {
        throw thrown;
      }
    }
  }

  /**
   * Runs the work on what the topic holds and commits.
   *
   * @param timeout for reading the topic
   * @throws ReferenceStoreException where it was not committed; the topic reads as before
   */
  <T> T write(Work<T> work, Duration timeout) throws ReferenceStoreException {
    String topic = scan.partition().topic();
    try (Producer<String, byte[]> producer = producers.get()) {
      producer.initTransactions();
      StoreIndex index = scan.readAll(timeout);
      producer.beginTransaction();
      boolean committed = false;
      try {
        Sink sink = new Sink(producer, topic);
        T result = work.run(index, sink);
        sink.settle();
        producer.commitTransaction();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          abort(producer);
        }
      }
    } catch (InterruptException e) {
      throw new ReferenceStoreException("interrupted while writing to topic " + topic, e);
    } catch (KafkaException | IOException e) {
      throw new ReferenceStoreException(
          "writing to topic " + topic + " failed, nothing was changed: " + e.getMessage(), e);
    }
  }

  private static void abort(Producer<String, byte[]> producer) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // Fenced or out of reach: the broker aborts it by itself, and the first failure tells why.
      log.atDebug().setCause(e).log("the transaction was not aborted from here");
    }
  }
}
