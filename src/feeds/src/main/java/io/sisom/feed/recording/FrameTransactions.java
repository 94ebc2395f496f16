package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.MessagePublisher.Message;
import io.sisom.feed.Published.Failure;
import io.sisom.feed.SendFault;
import io.sisom.schema.FeedPosition;
import io.sisom.wire.AvroCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes frames and how far they go in one transaction after the other. A frame that Kafka refuses
 * by itself is left out and named: its transaction is aborted and written anew without it, so what
 * a transaction holds is kept until it is committed. Gives up where Kafka takes none of {@value
 * #MAX_REFUSED} in a row. For one thread.
 */
final class FrameTransactions implements AutoCloseable {
  private static final int MAX_FRAMES = 1000;
  private static final int MAX_BYTES = 16 << 20;
  private static final long MAX_AGE_NANOS = Duration.ofMillis(500).toNanos();
  private static final int MAX_REFUSED = 20;
  private static final Duration CLOSING = Duration.ofSeconds(10);
  private static final String GO_ON = "the same command goes on where it ended";

  private final Producer<String, byte[]> producer;
  private final String frames;
  private final String positions;
  private final LongSupplier nanoTime;
  private final AvroCodec<FeedPosition> codec = AvroCodec.of(FeedPosition.class);
  private final List<SentFrame> batch = new ArrayList<>();
  private long bytes;
  private long begun;
  private boolean open;
  private int refusedInARow;

  /** Over a producer that has an id for transactions and is closed here. */
  FrameTransactions(
      Producer<String, byte[]> producer, String frames, String positions, LongSupplier nanoTime) {
    this.producer = producer;
    this.frames = frames;
    this.positions = positions;
    this.nanoTime = nanoTime;
  }

  /** Ends what a producer of the same id left open, and shuts that one out. */
  void init() {
    producer.initTransactions();
  }

  /** Puts a frame into the transaction. */
  void add(Message message) {
    begin();
    SentFrame sent = new SentFrame(message, new AtomicReference<>());
    batch.add(sent);
    bytes += message.value().length;
    send(sent);
  }

  /** Whether there is enough in the transaction, or for long enough, to commit it. */
  boolean due() {
    return open
        && (batch.size() >= MAX_FRAMES
            || bytes >= MAX_BYTES
            || nanoTime.getAsLong() - begun >= MAX_AGE_NANOS);
  }

  /** Whether there is a frame in it. */
  boolean pending() {
    return !batch.isEmpty();
  }

  /**
   * Commits, with the position under {@code key}.
   *
   * @throws FeedException where another feed has taken over, or Kafka takes nothing
   */
  FrameSink.Outcome commit(String key, FrameSink.Saving saving) {
    begin();
    List<Failure> refused = new ArrayList<>();
    while (!tryCommit(key, saving.of(batch.size(), refused.size()))) {
      refused.addAll(leaveOutWhatIsRefused());
      begin();
      batch.forEach(this::send);
    }
    FrameSink.Outcome outcome = new FrameSink.Outcome(batch.size(), refused);
    refusedInARow = batch.isEmpty() ? refusedInARow : 0;
    forget();
    return outcome;
  }

  private void begin() {
    if (!open) {
      producer.beginTransaction();
      open = true;
      begun = nanoTime.getAsLong();
    }
  }

  private void forget() {
    open = false;
    batch.clear();
    bytes = 0;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
  private void send(SentFrame sent) {
    Message message = sent.message();
    try {
      producer.send(
          new ProducerRecord<>(frames, message.key(), message.value()),
          (metadata, error) -> sent.error().set(error));
    } catch (KafkaException e) {
      // An earlier one has failed, which the commit will tell.
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the commit fails where this does
  private boolean tryCommit(String key, FeedPosition position) {
    try {
      producer.send(new ProducerRecord<>(positions, key, codec.encode(position)));
      producer.commitTransaction();
      return true;
    } catch (KafkaException e) {
      if (isTakenOver(e)) {
        throw takenOver(e);
      }
      if (batch.stream().noneMatch(SentFrame::isRefused)) {
        throw new FeedException("Kafka does not take the frames; " + GO_ON, e);
      }
      return false;
    }
  }

  private List<Failure> leaveOutWhatIsRefused() {
    producer.abortTransaction();
    open = false;
    List<Failure> refused = new ArrayList<>();
    for (SentFrame faulty : batch.stream().filter(SentFrame::isRefused).toList()) {
      Exception error = faulty.error().get();
      for (SentFrame sent : List.copyOf(batch)) {
        if (error != null && (sent == faulty || sent.isRefusedLike(faulty))) {
          batch.remove(sent);
          bytes -= sent.message().value().length;
          refused.add(
              new Failure(sent.message().id(), SendFault.reason(frames, sent.message(), error)));
        }
      }
    }
    batch.forEach(sent -> sent.error().set(null));
    refusedInARow += refused.size();
    if (refusedInARow >= MAX_REFUSED && batch.isEmpty()) {
      throw new FeedException(
          "Kafka refuses every frame, %d in a row; the last: %s"
              .formatted(refusedInARow, refused.get(refused.size() - 1).reason()));
    }
    return refused;
  }

  /** Kafka's client tells it as the cause where a call before has met it. */
  private static boolean isTakenOver(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProducerFencedException
          || cause instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }

  private static FeedException takenOver(Exception e) {
    return new FeedException("another feed of this recording has begun and goes on with it", e);
  }

  /** Ends without a commit: what is pending is not read by anyone. */
  @Override
  public void close() {
    try {
      if (open) {
        producer.abortTransaction();
      }
    } catch (KafkaException e) {
      // Shut out or out of reach: the next producer of this id, or the broker, aborts it.
    } finally {
      producer.close(CLOSING);
    }
  }
}
