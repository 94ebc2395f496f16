package io.sisom.feed;

import io.sisom.frame.ImageSignature;
import io.sisom.schema.SensorFrame;
import io.sisom.text.Names;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Images as frames of one sensor, in name order; frameId {@code SENSOR-NAME}, from the second round
 * of a loop on {@code SENSOR-NAME-rROUND}. What cannot be seen of a name is escaped in the id.
 */
public final class ImageSource implements FrameSource {
  private final Images images;
  private final List<String> names;
  private final String sensorId;
  private final boolean loop;
  private final Clock clock;
  private int at;
  private long round = 1;

  /**
   * Takes over {@code images} and closes them; with {@code loop} it never ends by itself.
   *
   * @throws FeedException where two names would give one id
   */
  public ImageSource(Images images, String sensorId, boolean loop, Clock clock) {
    this.images = images;
    this.names = images.names();
    Set<String> distinct = new HashSet<>();
    for (String name : names) {
      if (!distinct.add(Names.inId(name))) {
        throw new FeedException(
            "two images are called " + Names.inId(name) + ", in two Unicode forms; rename one");
      }
    }
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
    String frameId = sensorId + "-" + Names.inId(name) + (round > 1 ? "-r" + round : "");
    return frame(frameId, sensorId, images.read(name), clock);
  }

  /**
   * A frame of one image, captured now; the image says its own size, and by its first bytes what it
   * is.
   *
   * @throws FeedException where it is neither JPEG nor PNG
   */
  public static SensorFrame frame(String frameId, String sensorId, byte[] image, Clock clock) {
    String encoding =
        ImageSignature.encoding(image)
            .orElseThrow(
                () -> new FeedException("the picture of " + frameId + " is neither JPEG nor PNG"));
    return SensorFrame.newBuilder()
        .setFrameId(frameId)
        .setSensorId(sensorId)
        .setCapturedAt(clock.instant())
        .setEncoding(encoding)
        .setContent(ByteBuffer.wrap(image))
        .build();
  }

  @Override
  public void close() {
    images.close();
  }
}
