package io.sisom.bench;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Simulated sensors that send small frames in turn, each sensor into one partition. */
final class FleetFeed implements AutoCloseable {
  /** Pixels a side. */
  static final int SIDE = 8;

  private static final AvroCodec<SensorFrame> CODEC = AvroCodec.of(SensorFrame.class);

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final int sensors;
  private final int partitions;
  private final ByteBuffer picture = ByteBuffer.wrap(new byte[3 * SIDE * SIDE]);
  private final Thread thread;
  private volatile boolean stopped;

  private FleetFeed(
      Producer<byte[], byte[]> producer,
      String topic,
      int sensors,
      int partitions,
      double framesPerSecond) {
    this.producer = producer;
    this.topic = topic;
    this.sensors = sensors;
    this.partitions = partitions;
    this.thread = new Thread(() -> run(framesPerSecond), "fleet-feed");
  }

  /**
   * Starts to send.
   *
   * @param framesPerSecond of all sensors together
   */
  static FleetFeed start(FleetRig rig, int sensors, double framesPerSecond) {
    FleetFeed feed =
        new FleetFeed(
            rig.producer(), rig.topics().frames(), sensors, rig.partitions(), framesPerSecond);
    feed.thread.setDaemon(true);
    feed.thread.start();
    return feed;
  }

  /** Sends a novel frame of each of so many sensors, then one that is not, again and again. */
  static void sendEpisodes(FleetRig rig, int sensors, int episodes) {
    FleetFeed feed =
        new FleetFeed(rig.producer(), rig.topics().frames(), sensors, rig.partitions(), 1);
    for (int episode = 0; episode < episodes; episode++) {
      long novel = StandInNetwork.lastNovelTick(episode);
      for (long tick = novel; tick <= novel + 1; tick++) {
        for (int sensor = 0; sensor < sensors; sensor++) {
          feed.send(sensor, tick);
        }
      }
    }
    rig.producer().flush();
  }

  private void run(double framesPerSecond) {
    long began = System.nanoTime();
    for (long sent = 0; !stopped; sent++) {
      long due = began + (long) (sent / framesPerSecond * 1e9);
      while (System.nanoTime() < due && !stopped) {
        LockSupport.parkNanos(Math.min(5_000_000, due - System.nanoTime()));
      }
      send((int) (sent % sensors), sent / sensors);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // flush waits, and a lost frame is missed later
  private void send(int sensor, long tick) {
    String id = "sensor-" + sensor;
    SensorFrame frame =
        new SensorFrame(
            id + ":" + tick,
            id,
            Instant.now(),
            "rgb8",
            SIDE,
            SIDE,
            picture.duplicate(),
            null,
            null,
            Map.of());
    producer.send(new ProducerRecord<>(topic, sensor % partitions, null, CODEC.encode(frame)));
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
