package io.sisom.console;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Consumers that look up records here and there, in no group: a few, made when first needed, each
 * lent to one thread at a time.
 */
public final class Readers implements AutoCloseable {
  private static final int MOST = 4;

  /** How long a look-up may take. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, Object> settings;
  private final BlockingQueue<KafkaConsumer<String, byte[]>> idle = new ArrayBlockingQueue<>(MOST);
  private final AtomicInteger made = new AtomicInteger();

  /**
   * Connects when first asked.
   *
   * @param recordsAPoll at most
   */
  public Readers(KafkaAccess kafka, int recordsAPoll) {
    this.settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "none");
    settings.put("max.poll.records", recordsAPoll);
    settings.put("max.partition.fetch.bytes", 1 << 19);
    // A reader at the end of a partition asks on, and the next look-up would wait for that answer.
    settings.put("fetch.max.wait.ms", 10);
  }

  /** What {@code question} finds with a consumer; empty where all are busy for too long. */
  public <T> Optional<T> ask(Function<KafkaConsumer<String, byte[]>, T> question)
      throws InterruptedException {
    KafkaConsumer<String, byte[]> reader = borrow();
    if (reader == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(question.apply(reader));
    } finally {
      if (!idle.offer(reader)) {
        reader.close();
      }
    }
  }

  private @Nullable KafkaConsumer<String, byte[]> borrow() throws InterruptedException {
    KafkaConsumer<String, byte[]> reader = idle.poll();
    if (reader == null && made.getAndUpdate(n -> Math.min(MOST, n + 1)) < MOST) {
      reader = connected();
    }
    return reader == null ? idle.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) : reader;
  }

  private KafkaConsumer<String, byte[]> connected() {
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      // None was made, so the next one who asks may try.
      made.decrementAndGet();
      throw e;
    }
  }

  @Override
  public void close() {
    idle.forEach(reader -> reader.close());
  }
}
