package io.sisom.feed.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.feed.FeedException;
import io.sisom.feed.MessagePublisher.Message;
import io.sisom.schema.FeedPosition;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class FrameTransactionsTest {
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final AtomicLong now = new AtomicLong();
  private final FrameTransactions transactions =
      new FrameTransactions(producer, "frames", "positions", now::get);

  @Test
  void framesAndTheirPositionAreSeenAtOnce() {
    transactions.init();
    transactions.add(message("a"));
    transactions.add(message("b"));
    assertThat(producer.history()).as("before the commit").isEmpty();
    assertThat(transactions.commit("key", FrameTransactionsTest::position))
        .isEqualTo(new FrameSink.Outcome(2, java.util.List.of()));
    assertThat(producer.history())
        .extracting(it -> it.topic() + " " + it.key())
        .containsExactly("frames camera", "frames camera", "positions key");
    assertThat(transactions.pending()).isFalse();
  }

  @Test
  void aTransactionIsDueAfterHalfASecond() {
    transactions.init();
    assertThat(transactions.due()).isFalse();
    transactions.add(message("a"));
    assertThat(transactions.due()).isFalse();
    now.set(500_000_000L);
    assertThat(transactions.due()).isTrue();
    transactions.commit("key", FrameTransactionsTest::position);
    assertThat(transactions.due()).isFalse();
  }

  @Test
  void whatIsPendingWhenAFeedEndsIsSeenByNobody() {
    transactions.init();
    transactions.add(message("a"));
    transactions.close();
    assertThat(producer.history()).isEmpty();
    assertThat(producer.closed()).isTrue();
  }

  @Test
  void aFeedThatIsShutOutSaysSo() {
    transactions.init();
    transactions.add(message("a"));
    producer.fenceProducer();
    assertThatThrownBy(() -> transactions.commit("key", FrameTransactionsTest::position))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("another feed of this recording");
    transactions.close();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void aFailureThatIsNoFramesOwnEndsTheFeed() {
    transactions.init();
    transactions.add(message("a"));
    producer.commitTransactionException = new TopicAuthorizationException("frames");
    assertThatThrownBy(() -> transactions.commit("key", FrameTransactionsTest::position))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("the same command goes on");
  }

  private static Message message(String id) {
    return new Message(id, "camera", new byte[] {1});
  }

  private static FeedPosition position(int taken, int refused) {
    return FeedPosition.newBuilder()
        .setFile("run.mcap")
        .setBlock(1)
        .setIndex(0)
        .setBeforeBlock(0)
        .setBeforeIndex(-1)
        .setMark(1)
        .setFed(taken)
        .setRefused(refused)
        .setWrittenAt(Instant.EPOCH)
        .build();
  }
}
