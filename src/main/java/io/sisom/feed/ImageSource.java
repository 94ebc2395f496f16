package io.sisom.feed;

import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Images as frames of one sensor, in name order; frameId {@code SENSOR-NAME}, from the second round
 * of a loop on {@code SENSOR-NAME-rROUND}.
 */
public final class ImageSource implements FrameSource {
  private final Images images;
  private final List<String> names;
  private final String sensorId;
  private final boolean loop;
  private final Clock clock;
  private int at;
  private long round = 1;

  /** Takes over {@code images} and closes them; with {@code loop} it never ends by itself. */
  public ImageSource(Images images, String sensorId, boolean loop, Clock clock) {
    this.images = images;
    this.names = images.names();
    this.sensorId = sensorId;
    this.loop = loop;
    this.clock = clock;
  }

  @Override
  public boolean hasNext() {
    return loop || at < names.size();
  }

  @Override
  public SensorFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further image");
    }
    if (at == names.size()) {
      at = 0;
      round++;
    }
    String name = names.get(at++);
    String frameId = sensorId + "-" + name + (round > 1 ? "-r" + round : "");
    return frame(frameId, sensorId, name, images.read(name), clock);
  }

  /** A frame of one image file, captured now; the image says its own size. */
  public static SensorFrame frame(
      String frameId, String sensorId, String name, byte[] image, Clock clock) {
    return SensorFrame.newBuilder()
        .setFrameId(frameId)
        .setSensorId(sensorId)
        .setCapturedAt(clock.instant())
        .setEncoding(Images.encodingOf(name).orElseThrow())
        .setContent(ByteBuffer.wrap(image))
        .build();
  }

  @Override
  public void close() {
    images.close();
  }
}
