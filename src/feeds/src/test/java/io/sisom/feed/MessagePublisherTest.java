package io.sisom.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.MessagePublisher.Message;
import io.sisom.feed.Published.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class MessagePublisherTest {
  private static final Logger log = LoggerFactory.getLogger(MessagePublisherTest.class);

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  private final List<Long> progress = new ArrayList<>();
  private final MessagePublisher publisher =
      new MessagePublisher(producer, "frames", progress::add);

  @Test
  void waitsForEveryAcknowledgement() {
    Published published = publisher.publish(numbers(3), MessagePublisherTest::message, Pace.of(0));
    assertThat(published).isEqualTo(new Published(3, List.of(), false));
    assertThat(published.complete()).isTrue();
    assertThat(progress).containsExactly(1L, 2L, 3L);
    assertThat(producer.history()).extracting(record -> record.key()).containsOnly("cam");
  }

  @Test
  void namesTheMessageThatWasNotTaken() {
    Iterator<Integer> numbers = numbers(2);
    Published published =
        publisher.publish(
            numbers,
            number -> {
              if (number == 1) {
                producer.errorNext(new NotLeaderOrFollowerException("moved"));
              }
              return message(number);
            },
            Pace.of(0));
    assertThat(published.acknowledged()).isEqualTo(1);
    assertThat(published.failures())
        .containsExactly(
            new Failure(
                "cam-0", "topic frames did not take it (NotLeaderOrFollowerException: moved)"));
    assertThat(published.complete()).isFalse();
  }

  @Test
  void saysWhatToDoAboutMessagesTooLarge() {
    producer.sendException = new RecordTooLargeException("too large");
    Published published = publisher.publish(numbers(1), MessagePublisherTest::message, Pace.of(0));
    assertThat(published.failures().get(0).reason())
        .startsWith("its 1 bytes are too many for topic frames; raise kafka.max.request.size");
  }

  @Test
  void whoeverFailsToHearOfProgressIsToldSo() {
    MessagePublisher deaf =
        new MessagePublisher(
            new SwallowingProducer(),
            "frames",
            done -> {
              throw new IllegalStateException("no screen");
            });
    assertThatThrownBy(() -> deaf.publish(numbers(3), MessagePublisherTest::message, Pace.of(0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no screen");
  }

  /** Kafka's own logs what a callback throws, and goes on. */
  private static final class SwallowingProducer extends MockProducer<String, byte[]> {
    SwallowingProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized Future<RecordMetadata> send(
        ProducerRecord<String, byte[]> record, Callback callback) {
      return super.send(
          record,
          (metadata, failure) -> {
            try {
              callback.onCompletion(metadata, failure);
            } catch (RuntimeException e) {
              log.atError().setCause(e).log("error executing user-provided callback");
            }
          });
    }
  }

  @Test
  void givesUpAfterTwentyFailures() {
    producer.sendException = new NotLeaderOrFollowerException("moved");
    Published published =
        publisher.publish(numbers(100), MessagePublisherTest::message, Pace.of(0));
    assertThat(published.failures()).hasSize(20);
    assertThat(published.stopped()).isTrue();
  }

  @Test
  void sendsWhatCameBeforeADamagedPlace() {
    assertThatThrownBy(
            () ->
                publisher.publish(
                    numbers(3),
                    number -> {
                      if (number == 2) {
                        throw new FeedException("record 2 is cut short");
                      }
                      return message(number);
                    },
                    Pace.of(0)))
        .isInstanceOf(FeedException.class);
    assertThat(progress).containsExactly(1L, 2L);
  }

  @Test
  void keepsThePaceOverDelays() throws Exception {
    AtomicLong now = new AtomicLong(5_000_000_000L);
    List<Long> sleeps = new ArrayList<>();
    Pace pace =
        new Pace(
            10,
            now::get,
            time -> {
              sleeps.add(time.toMillis());
              now.addAndGet(time.toNanos());
            });
    for (int work : new int[] {30, 250, 0, 0, 0}) {
      pace.await();
      now.addAndGet(Duration.ofMillis(work).toNanos());
    }
    // Due at 0, 100, 200, 300, 400 ms: the second takes until 350, so two follow at once.
    assertThat(sleeps).containsExactly(70L, 50L);
  }

  @Test
  void stopsOnAnInterruptAndKeepsIt() {
    Thread.currentThread().interrupt();
    Published published =
        publisher.publish(numbers(5), MessagePublisherTest::message, Pace.of(0.001));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(published.stopped()).isTrue();
    assertThat(published.acknowledged()).isEqualTo(1);
  }

  @Test
  void refusesRatesThatAreNone() {
    assertThatThrownBy(() -> Pace.of(-1)).hasMessageContaining("not -1.0");
    assertThatThrownBy(() -> Pace.of(Double.NaN)).hasMessageContaining("not NaN");
  }

  private static Iterator<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().iterator();
  }

  private static Message message(int number) {
    return new Message("cam-" + number, "cam", new byte[] {(byte) number});
  }
}
