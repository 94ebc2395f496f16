package io.sisom.feed.live;

import io.sisom.feed.MessagePublisher.Message;
import io.sisom.feed.SendFault;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Onto a topic, key sensorId, with a bound on the bytes that Kafka has not acknowledged. Whatever
 * Kafka refuses is told and left out; the feed goes on.
 */
public final class TopicFrames implements LiveSink {
  private static final int UNIT = 1 << 10;
  private static final int MAX_UNITS = (32 << 20) / UNIT;
  private static final Duration CLOSING = Duration.ofSeconds(10);

  private final Producer<String, byte[]> producer;
  private final String topic;
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final Semaphore room = new Semaphore(MAX_UNITS);

  /** Over a producer, which is closed here. */
  public TopicFrames(Producer<String, byte[]> producer, String topic) {
    this.producer = producer;
    this.topic = topic;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every outcome
  public void send(SensorFrame frame, Consumer<LiveOutcome> ended) throws InterruptedException {
    Message message = new Message(frame.getFrameId(), frame.getSensorId(), codec.encode(frame));
    int units = Math.min(MAX_UNITS, message.value().length / UNIT + 1);
    room.acquire(units);
    try {
      producer.send(
          new ProducerRecord<>(topic, message.key(), message.value()),
          (metadata, error) -> {
            room.release(units);
            ended.accept(error == null ? new LiveOutcome.Fed() : refused(message, error));
          });
    } catch (KafkaException e) {
      room.release(units);
      ended.accept(refused(message, e));
    }
  }

  private LiveOutcome refused(Message message, Exception error) {
    return new LiveOutcome.Refused(SendFault.reason(topic, message, error));
  }

  @Override
  public void close() {
    producer.close(CLOSING);
  }
}
