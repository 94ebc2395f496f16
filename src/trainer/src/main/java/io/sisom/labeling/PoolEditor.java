package io.sisom.labeling;

import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKind;
import io.sisom.wire.WholeTopic;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * Changes answers of the labeled pool that are there already, all in one transaction, so that a
 * trainer sees the pool before or after it. The pool is read twice; of frames only one is in memory
 * at a time.
 */
public final class PoolEditor {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, ?> consumers;
  private final Supplier<Producer<String, byte[]>> producers;
  private final String topic;
  private final AvroCodec<LabeledFrame> codec;

  /**
   * On one topic.
   *
   * @param consumers settings of a consumer
   * @param producers transactional ones; closed after each use
   * @param schemas of labels that other versions wrote
   */
  public PoolEditor(
      Map<String, ?> consumers,
      Supplier<Producer<String, byte[]>> producers,
      String topic,
      WriterSchemas schemas) {
    this.codec = AvroCodec.of(LabeledFrame.class, schemas);
    this.consumers = Map.copyOf(consumers);
    this.producers = producers;
    this.topic = topic;
  }

  private record Place(int partition, long offset) {
    static Place of(ConsumerRecord<String, byte[]> record) {
      return new Place(record.partition(), record.offset());
    }
  }

  /**
   * Every answer that holds, by key; its picture is the hash of the frame's content, or its frameId
   * where that lies elsewhere. Unreadable records are passed over.
   */
  public Map<String, Answer> answers() {
    Map<String, Answer> answers = new HashMap<>();
    read(
        record -> {
          LabeledFrame labeled = decode(record);
          if (labeled == null) {
            answers.remove(record.key());
          } else {
            answers.put(record.key(), answer(labeled));
          }
        });
    return answers;
  }

  private static Answer answer(LabeledFrame labeled) {
    String frameId = labeled.getFrame().getFrameId();
    ByteBuffer content = labeled.getFrame().getContent();
    return new Answer(
        frameId,
        content == null ? frameId : PictureId.of(content),
        labeled.getAnnotator(),
        labeled.getLabel(),
        labeled.getLabeledAt(),
        labeled.getCalibration(),
        // A kind of a later version is no class, and foreign to the classes there are.
        LabelKind.of(labeled).orElse(LabelKind.FOREIGN),
        labeled.getMuted());
  }

  /** Gives answers of one label another; that label may be in use, which merges the two. */
  public int rename(String from, String to) {
    return transact(
        answer -> answer.names(from),
        (record, send) -> {
          LabeledFrame labeled = decode(record);
          if (labeled != null) {
            byte[] renamed = codec.encode(LabeledFrame.newBuilder(labeled).setLabel(to).build());
            send.accept(new ProducerRecord<>(topic, record.partition(), record.key(), renamed));
          }
        });
  }

  /** Takes answers back. */
  public int withdraw(Predicate<Answer> which) {
    return transact(
        which,
        (record, send) ->
            send.accept(new ProducerRecord<>(topic, record.partition(), record.key(), null)));
  }

  /** Where the chosen answers stand. */
  private Map<String, Place> places(Predicate<Answer> which) {
    Map<String, Place> places = new HashMap<>();
    read(
        record -> {
          LabeledFrame labeled = decode(record);
          if (labeled != null && which.test(answer(labeled))) {
            places.put(record.key(), Place.of(record));
          } else {
            places.remove(record.key());
          }
        });
    return places;
  }

  private interface Change {
    void of(ConsumerRecord<String, byte[]> record, Consumer<ProducerRecord<String, byte[]>> send);
  }

  private int transact(Predicate<Answer> which, Change change) {
    try (Producer<String, byte[]> producer = producers.get()) {
      // Waits until what was committed under this id before can be read.
      producer.initTransactions();
      Map<String, Place> chosen = places(which);
      if (chosen.isEmpty()) {
        return 0;
      }
      producer.beginTransaction();
      try {
        rewrite(chosen, record -> change.of(record, producer::send));
        producer.commitTransaction();
        return chosen.size();
      } catch (KafkaException e) {
        producer.abortTransaction();
        throw e instanceof RecordTooLargeException
            ? new KafkaException(
                "a labeled frame is larger than kafka.max.request.size allows; nothing was changed",
                e)
            : e;
      }
    }
  }

  private void read(Consumer<ConsumerRecord<String, byte[]>> each) {
    try (WholeTopic whole = WholeTopic.open(consumers, topic)) {
      whole.readAll(
          record -> {
            if (record.key() != null) {
              each.accept(record);
            }
          });
    }
  }

  /**
   * Hands on the chosen records, within the transaction: only up to the ends there were before it,
   * as what it writes itself cannot be read before it is over.
   */
  private void rewrite(Map<String, Place> chosen, Consumer<ConsumerRecord<String, byte[]>> each) {
    try (WholeTopic whole = WholeTopic.open(consumers, topic)) {
      while (!whole.atFirstEnds()) {
        for (ConsumerRecord<String, byte[]> record : whole.poll(POLL)) {
          if (Place.of(record).equals(chosen.get(record.key()))) {
            each.accept(record);
          }
        }
      }
    }
  }

  private @Nullable LabeledFrame decode(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return null;
    }
    try {
      return codec.decode(record.value());
    } catch (WireException e) {
      return null;
    }
  }
}
