package io.sisom.demo.world;

import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A few robots with one camera each, {@code robot-1}, {@code robot-2} ... Every frame is drawn when
 * asked for, and depends on the seed, the robot and the tick only. Immutable, safe for threads.
 */
public final class SimulatedFleet {
  /** Encoding of all frames; 128 x 96 pixels. */
  public static final String ENCODING = "jpeg";

  private final long seed;
  private final int robots;
  private final WorldConfig config;
  private final Instant start;
  private final Schedule schedule;

  /**
   * @param robots at least 1
   * @param start capture time of every robot's tick 0
   */
  public SimulatedFleet(long seed, int robots, WorldConfig config, Instant start) {
    if (robots < 1) {
      throw new IllegalArgumentException("A fleet needs at least 1 robot, not " + robots);
    }
    this.seed = seed;
    this.robots = robots;
    this.config = config;
    this.start = start;
    this.schedule = new Schedule(seed, config);
  }

  /** How many robots there are. */
  public int robots() {
    return robots;
  }

  /**
   * What a robot's camera sees.
   *
   * @param robot 0 to robots - 1
   * @param tick frames since the start, from 0
   */
  public SimulatedFrame frame(int robot, int tick) {
    CameraSegment take = take(robot, tick);
    BufferedImage image = ScenePainter.paint(take.scene(tick));
    FaultPainter.apply(take.fault(), image, take.shot().seed() ^ seed, tick - take.from());
    String sensor = sensorId(robot);
    Instant at = start.plus(Duration.ofSeconds(tick).dividedBy(config.framesPerSecond()));
    return new SimulatedFrame(
        jpeg("%s-%06d".formatted(sensor, tick), sensor, at, image), take.truth());
  }

  /** The truth of a frame without drawing it. */
  public Truth truth(int robot, int tick) {
    return take(robot, tick).truth();
  }

  /** The sensor id of a robot: {@code robot-1} for robot 0. */
  public String sensorId(int robot) {
    return "robot-" + (Objects.checkIndex(robot, robots) + 1);
  }

  private CameraSegment take(int robot, int tick) {
    Objects.checkIndex(robot, robots);
    Objects.checkIndex(tick, Integer.MAX_VALUE);
    return schedule.at(robot, tick);
  }

  static SensorFrame jpeg(String frameId, String sensorId, Instant at, BufferedImage image) {
    ByteBuffer content = ByteBuffer.wrap(Jpeg.encode(image));
    return new SensorFrame(
        frameId,
        sensorId,
        at,
        ENCODING,
        image.getWidth(),
        image.getHeight(),
        content,
        null,
        null,
        Map.of());
  }
}
