package io.sisom.console;

import io.sisom.queue.Place;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pictures of frames that have a label, known frames among them, found by their id. The topic of
 * labels is read through when the first one is asked for, and followed from then on; only positions
 * are kept, those of the latest {@value #MOST} frames, fewer where their ids are long or the heap
 * is small.
 */
public final class LabeledPictures implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LabeledPictures.class);
  private static final int MOST = 200_000;
  private static final long MOST_BYTES = 128L << 20;
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final FrameStore frames;
  private final AvroCodec<LabeledFrame> codec;
  private final LatestPlaces places = new LatestPlaces(MOST, CacheRoom.of(MOST_BYTES));
  private final TopicFollower follower;
  private boolean started;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /** Connects when first asked. */
  public LabeledPictures(KafkaAccess kafka, long cacheBytes) {
    this.codec = AvroCodec.of(LabeledFrame.class, kafka.schemas());
    Map<String, Object> settings = kafka.plainConsumers();
    settings.put("auto.offset.reset", "earliest");
    this.follower =
        new TopicFollower(
            TopicFollower.Plan.of(
                    "labeled-pictures", List.of(kafka.topics().labels()), settings, POLL)
                .pausing(PAUSE, PAUSE),
            Following::new);
    this.frames = FrameStore.ofLabels(kafka, cacheBytes);
  }

  /**
   * The frame. While the topic is still being read it waits some seconds for its end; {@code
   * Unavailable} where that does not come.
   */
  public FoundFrame find(String frameId) {
    Place place = place(frameId);
    if (place == null && !readWithin(PATIENCE)) {
      return new FoundFrame.Unavailable();
    }
    place = place(frameId);
    return place == null ? new FoundFrame.Lost() : frames.find(frameId, place);
  }

  private @Nullable Place place(String frameId) {
    synchronized (places) {
      if (!started) {
        started = true;
        follower.start();
      }
      return places.get(frameId);
    }
  }

  private boolean readWithin(Duration time) {
    try {
      return caughtUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private final class Following implements TopicReading {
    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      consumer.seekToBeginning(partitions);
    }

    @Override
    public boolean take(
        Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records) {
      for (ConsumerRecord<String, byte[]> record : records) {
        keep(record.value(), new Place(record.partition(), record.offset()));
      }
      if (consumer.assignment().stream()
          .allMatch(one -> consumer.currentLag(one).equals(OptionalLong.of(0)))) {
        caughtUp.countDown();
      }
      return true;
    }
  }

  private void keep(byte @Nullable [] value, Place place) {
    if (value == null) {
      return;
    }
    try {
      String frameId = codec.decode(value).getFrame().getFrameId();
      synchronized (places) {
        places.put(frameId, place);
      }
    } catch (WireException e) {
      log.atDebug().addKeyValue("offset", place.offset()).log("no label");
    }
  }

  /** The bug that ended it. */
  public Optional<Throwable> failure() {
    return follower.failure();
  }

  @Override
  public void close() {
    synchronized (places) {
      started = true;
    }
    follower.close();
    frames.close();
  }
}
