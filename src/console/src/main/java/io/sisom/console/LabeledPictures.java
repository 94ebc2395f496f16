package io.sisom.console;

import io.sisom.queue.Place;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.StopSignal;
import io.sisom.wire.WireException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
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

  private final Map<String, Object> settings;
  private final String topic;
  private final FrameStore frames;
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final LatestPlaces places = new LatestPlaces(MOST, CacheRoom.of(MOST_BYTES));
  private final StopSignal stop = new StopSignal();
  private final Thread reader = new Thread(this::run, "labeled-pictures");
  private boolean started;
  private final CountDownLatch caughtUp = new CountDownLatch(1);

  /** Connects when first asked. */
  public LabeledPictures(KafkaAccess kafka, long cacheBytes) {
    this.settings = new HashMap<>(kafka.consumers());
    settings.remove("group.id");
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    this.topic = kafka.topics().labels();
    this.frames = FrameStore.ofLabels(kafka, cacheBytes);
    reader.setDaemon(true);
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
        reader.start();
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

  private void run() {
    stop.untilGiven(
        this::follow,
        PAUSE,
        e -> log.atWarn().setCause(e).log("reading the labels' pictures failed; trying again"));
  }

  private void follow() {
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!stop.given()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          keep(record.value(), new Place(record.partition(), record.offset()));
        }
        if (partitions.stream()
            .allMatch(one -> consumer.currentLag(one).equals(OptionalLong.of(0)))) {
          caughtUp.countDown();
        }
      }
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

  @Override
  public void close() {
    synchronized (places) {
      started = true;
    }
    if (reader.getState() != Thread.State.NEW) {
      stop.giveAndJoin(reader, Duration.ofSeconds(10));
    }
    frames.close();
  }
}
