package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.FrameSource;
import io.sisom.feed.ImageSource;
import io.sisom.feed.Images;
import io.sisom.schema.SensorFrame;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Images as frames of one sensor in the order of the times they were taken; frameId {@code
 * SENSOR-NANOSECONDS}. An image without a time is left out and named among the findings.
 */
public final class TimedImages implements FrameSource {
  private static final String NO_TIME = "image without a time";

  private final Images images;
  private final String sensor;
  private final FrameIds ids;
  private final Iterator<Timed> left;

  private record Timed(String name, long nanos) {}

  /** Takes over {@code images} and closes them. */
  public TimedImages(Images images, ImageTimes times, String sensor) {
    this.images = images;
    this.sensor = sensor;
    this.ids = new FrameIds(sensor);
    List<Timed> timed = new ArrayList<>();
    for (String name : images.names()) {
      OptionalLong nanos = times.nanos(name, () -> images.read(name));
      if (nanos.isPresent()) {
        timed.add(new Timed(name, nanos.getAsLong()));
      } else {
        images.findings().refused().add(NO_TIME, name);
      }
    }
    if (timed.isEmpty()) {
      images.close();
      throw new FeedException("none of the images has a time where --time-from looks for it");
    }
    timed.sort(Comparator.comparingLong(Timed::nanos).thenComparing(Timed::name));
    this.left = timed.iterator();
  }

  @Override
  public boolean hasNext() {
    return left.hasNext();
  }

  @Override
  public SensorFrame next() {
    Timed next = left.next();
    Instant at =
        Instant.ofEpochSecond(next.nanos() / 1_000_000_000L, next.nanos() % 1_000_000_000L);
    SensorFrame frame =
        ImageSource.frame(
            ids.next(next.nanos()), sensor, images.read(next.name()), Clock.systemUTC());
    return SensorFrame.newBuilder(frame).setCapturedAt(at).build();
  }

  @Override
  public void close() {
    images.close();
  }
}
