package io.sisom.it.crash;

import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Cameras that send frames at a steady rate until told to stop, each to its partition, and now and
 * then a record that is no frame. Remembers what the broker acknowledged.
 */
final class FleetFeeder implements AutoCloseable {
  /** Capture times lie an hour back, so that the wall clock decides nothing about windows. */
  private static final Duration AGE = Duration.ofHours(1);

  /** Every third camera is a recording that is replayed. */
  private static final int RECORDED_EVERY = 3;

  private static final Instant RECORDED_AT = Instant.parse("2016-05-11T10:00:00Z");

  private static final int RUBBISH_EVERY = 40;
  private static final int PICTURES = 40;

  private final String topic;
  private final int sensors;
  private final int partitions;
  private final int framesPerSecond;
  private final KafkaProducer<String, byte[]> producer;
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);
  private final List<SensorFrame> pictures = new ArrayList<>();
  private final Instant start = Instant.now().minus(AGE);
  private final ConcurrentLinkedQueue<Sent> sent = new ConcurrentLinkedQueue<>();
  private final AtomicLong refused = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;

  /**
   * Cameras, not sending yet.
   *
   * @param framesPerSecond of all cameras together
   */
  FleetFeeder(SisomConfig config, int sensors, int partitions, int framesPerSecond) {
    this.topic = config.topics().frames();
    this.sensors = sensors;
    this.partitions = partitions;
    this.framesPerSecond = framesPerSecond;
    this.producer = config.kafka().producer();
    SimulatedFleet fleet =
        new SimulatedFleet(11, 1, new WorldConfig(10, 100, 0.7, 10, 30), Instant.EPOCH);
    for (int tick = 0; tick < PICTURES; tick++) {
      pictures.add(fleet.frame(0, tick * 25).frame());
    }
    this.thread = new Thread(this::feed, "fleet-feeder");
  }

  void start() {
    thread.start();
  }

  private void feed() {
    long began = System.nanoTime();
    for (int count = 0; !stopped; count++) {
      long due = began + count * 1_000_000_000L / framesPerSecond;
      while (System.nanoTime() < due && !stopped) {
        sleep(1);
      }
      int sensor = count % sensors;
      send(sensor, count / sensors);
      if (count % RUBBISH_EVERY == RUBBISH_EVERY - 1) {
        String rubbish = "no frame " + count;
        send(sensor, rubbish, rubbish.getBytes(StandardCharsets.UTF_8), false);
      }
    }
  }

  private void send(int sensor, int tick) {
    SensorFrame picture = pictures.get((tick / 5 + 7 * sensor) % PICTURES);
    String id = "%s-%06d".formatted(sensorId(sensor), tick);
    SensorFrame frame =
        new SensorFrame(
            id,
            sensorId(sensor),
            (sensor % RECORDED_EVERY == 0 ? RECORDED_AT : start)
                .plusMillis(1000L * tick * sensors / framesPerSecond),
            picture.getEncoding(),
            picture.getWidth(),
            picture.getHeight(),
            picture.getContent(),
            null,
            null,
            Map.of());
    send(sensor, id, codec.encode(frame), true);
  }

  private void send(int sensor, String id, byte[] value, boolean frame) {
    int partition = sensor % partitions;
    String key = sensorId(sensor);
    long at = System.currentTimeMillis();
    producer.send(
        new ProducerRecord<>(topic, partition, key, value),
        (metadata, failure) -> {
          if (failure == null) {
            sent.add(new Sent(id, key, partition, at, frame));
          } else {
            refused.incrementAndGet();
          }
        });
  }

  private static String sensorId(int sensor) {
    return "camera-" + sensor;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the cameras and waits until the broker has answered for every record. */
  List<Sent> stop() throws InterruptedException {
    stopped = true;
    thread.join();
    producer.flush();
    if (refused.get() > 0) {
      throw new AssertionError("the broker refused " + refused.get() + " records of the cameras");
    }
    return List.copyOf(sent);
  }

  /** What was acknowledged so far. */
  List<Sent> sent() {
    return List.copyOf(sent);
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ofSeconds(5));
  }
}
