package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.MessagePublisher.Message;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;

/**
 * Onto the frame topic, each frame exactly once for readers of committed records, however often the
 * feed is killed: how far it has come is in the transaction that has the frames. A later feed of
 * the same recording shuts out an earlier one.
 */
public final class TopicSink implements FrameSink {
  private final Function<String, Producer<String, byte[]>> producers;
  private final FeedPositions positions;
  private final String framesTopic;
  private final String positionsTopic;
  private final boolean restart;
  private final Consumer<String> notes;
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private @Nullable FrameTransactions transactions;
  private String key = "";

  /**
   * Onto topics.
   *
   * @param producers makes a producer for transactions under an id
   * @param restart whether to begin anew where an earlier feed has come further
   * @param notes told in words what a user may not expect
   */
  public TopicSink(
      Function<String, Producer<String, byte[]>> producers,
      FeedPositions positions,
      String framesTopic,
      String positionsTopic,
      boolean restart,
      Consumer<String> notes) {
    this.producers = producers;
    this.positions = positions;
    this.framesTopic = framesTopic;
    this.positionsTopic = positionsTopic;
    this.restart = restart;
    this.notes = notes;
  }

  @Override
  public Optional<FeedPosition> begin(RecordingFile file, String choice) throws IOException {
    close();
    Optional<String> identity = identity(file);
    if (identity.isEmpty()) {
      return Optional.empty(); // no message, so no frame
    }
    RecordingKey named = new RecordingKey(identity.get(), choice);
    FrameTransactions opened =
        new FrameTransactions(
            producers.apply(named.transactionalId()),
            framesTopic,
            positionsTopic,
            System::nanoTime);
    transactions = opened;
    opened.init();
    Map<String, FeedPosition> saved = positions.of(named);
    for (Map.Entry<String, FeedPosition> one : saved.entrySet()) {
      if (isOf(file, one.getValue())) {
        key = one.getKey();
        return restart ? Optional.empty() : Optional.of(one.getValue());
      }
    }
    key = named.free(saved.keySet());
    if (!saved.isEmpty()) {
      notes.accept(
          file.name()
              + " begins like a recording that was fed before and goes on in another way; it is fed"
              + " from the start");
    }
    return Optional.empty();
  }

  private static Optional<String> identity(RecordingFile file) throws IOException {
    try (Recording recording = file.open(Position.START)) {
      for (RecordingEvent e = recording.next(); e != null; e = recording.next()) {
        if (e instanceof RecordingEvent.Message first) {
          return Optional.of(MessageMark.identity(recording.kind(), first));
        }
      }
      return Optional.empty();
    }
  }

  /** Whether the message at a saved position is still the one that was there. */
  private static boolean isOf(RecordingFile file, FeedPosition saved) throws IOException {
    Position at = new Position(saved.getBlock(), saved.getIndex());
    try (Recording recording =
        file.open(new Position(saved.getBeforeBlock(), saved.getBeforeIndex()))) {
      for (RecordingEvent e = recording.next(); e != null; e = recording.next()) {
        if (e instanceof RecordingEvent.Message message) {
          return message.position().equals(at) && MessageMark.of(message) == saved.getMark();
        }
      }
      return false;
    }
  }

  @Override
  public void add(RecordingFrame frame) {
    SensorFrame value = frame.frame();
    opened().add(new Message(value.getFrameId(), value.getSensorId(), codec.encode(value)));
  }

  @Override
  public boolean due() {
    return transactions != null && transactions.due();
  }

  @Override
  public boolean pending() {
    return transactions != null && transactions.pending();
  }

  @Override
  public Outcome commit(Saving saving) {
    return opened().commit(key, saving);
  }

  private FrameTransactions opened() {
    if (transactions == null) {
      throw new FeedException(
          "the recording got its first message while it was opened; start the command again");
    }
    return transactions;
  }

  @Override
  public void close() {
    if (transactions != null) {
      transactions.close();
      transactions = null;
    }
  }
}
