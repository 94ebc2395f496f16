package io.sisom.feed;

import io.sisom.feed.Published.Failure;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends messages to one topic and accounts for every one of them. */
public final class MessagePublisher {
  private static final int MAX_FAILURES = 20;

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final LongConsumer progress;

  /** One message: its name in errors, its key and its value. */
  @SuppressWarnings("ArrayRecordComponent") // bytes are handed on, never compared
  public record Message(String id, String key, byte[] value) {}

  /**
   * A publisher on a producer that someone else closes.
   *
   * @param progress told the number of acknowledged messages so far, on the producer's thread
   */
  public MessagePublisher(Producer<String, byte[]> producer, String topic, LongConsumer progress) {
    this.producer = producer;
    this.topic = topic;
    this.progress = progress;
  }

  /**
   * Sends all of {@code values} at {@code pace} and waits for every acknowledgement. Gives up after
   * 20 failures or an interrupt (which stays set).
   *
   * @throws FeedException where the values' own source is damaged; what came before is sent
   * @throws RuntimeException what {@code progress} threw; all that was handed to Kafka is sent
   */
  public <T> Published publish(Iterator<T> values, Function<T, Message> message, Pace pace) {
    Account account = new Account();
    boolean stopped = false;
    try {
      while (!stopped && !account.broken() && values.hasNext()) {
        pace.await();
        send(message.apply(values.next()), account);
        stopped = account.failed() >= MAX_FAILURES;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    } finally {
      producer.flush();
    }
    return account.published(stopped);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
  private void send(Message message, Account account) {
    try {
      producer.send(
          new ProducerRecord<>(topic, message.key(), message.value()),
          (metadata, error) -> account.answered(message, error));
    } catch (KafkaException e) {
      account.answered(message, e);
    }
  }

  private final class Account {
    private final AtomicLong acknowledged = new AtomicLong();
    private final List<Failure> failures = new ArrayList<>();

    /** What {@code progress} threw first: on the producer's thread Kafka would log it and go on. */
    private final AtomicReference<@Nullable RuntimeException> mistake = new AtomicReference<>();

    void answered(Message message, @Nullable Exception error) {
      if (error == null) {
        tell(acknowledged.incrementAndGet());
        return;
      }
      synchronized (failures) {
        failures.add(new Failure(message.id(), SendFault.reason(topic, message, error)));
      }
    }

    private void tell(long done) {
      try {
        progress.accept(done);
      } catch (RuntimeException e) {
        mistake.compareAndSet(null, e);
      }
    }

    boolean broken() {
      return mistake.get() != null;
    }

    int failed() {
      synchronized (failures) {
        return failures.size();
      }
    }

    Published published(boolean stopped) {
      RuntimeException thrown = mistake.get();
      if (thrown != null) {
        throw thrown;
      }
      synchronized (failures) {
        return new Published(acknowledged.get(), failures, stopped);
      }
    }
  }
}
