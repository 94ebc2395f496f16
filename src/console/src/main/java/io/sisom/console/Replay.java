package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.queue.QueueEntry;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the records of the queue's topic come to, one after the other. For one thread. */
final class Replay {
  private static final Logger log = LoggerFactory.getLogger(Replay.class);

  private final String self;
  private final EventCodec codec;
  private final Map<String, QueueEntry> entries = new HashMap<>();
  private final Map<String, Review> reviews = new HashMap<>();
  private Optional<Owner> before = Optional.empty();

  /**
   * Nothing yet.
   *
   * @param self name of the console that reads
   */
  Replay(String self) {
    this(self, WriterSchemas.none());
  }

  /** The same, which also reads what other versions wrote. */
  Replay(String self, WriterSchemas others) {
    this.self = self;
    this.codec = new EventCodec(others);
  }

  /** The next record; an unreadable one is told to the log and otherwise left alone. */
  void take(ConsumerRecord<String, byte[]> record) {
    try {
      apply(record.key(), record.value());
    } catch (WireException e) {
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", e.getMessage())
          .log("queue event skipped");
    }
  }

  private void apply(@Nullable String key, byte @Nullable [] value) throws WireException {
    Optional<String> frameId = EventCodec.frameId(key);
    Optional<String> episodeId = EventCodec.episodeId(key);
    if (value == null) {
      frameId.ifPresent(entries::remove);
      episodeId.ifPresent(reviews::remove);
    } else if (frameId.isPresent()) {
      entries.put(frameId.get(), codec.decode(value));
    } else if (episodeId.isPresent()) {
      reviews.put(episodeId.get(), codec.review(value));
    } else if (EventCodec.OWNER.equals(key)) {
      Owner owner = codec.owner(value);
      before = owner.name().equals(self) ? before : Optional.of(owner);
    }
  }

  /** What stands there. */
  Stored stored() {
    return new Stored(Map.copyOf(entries), Map.copyOf(reviews), before);
  }
}
