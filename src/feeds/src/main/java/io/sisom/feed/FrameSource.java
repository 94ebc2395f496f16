package io.sisom.feed;

import io.sisom.schema.SensorFrame;
import java.util.Iterator;

/**
 * Frames one after the other, read as they are asked for; capture time is the time of asking. A
 * damaged file ends it with a {@link FeedException}.
 */
public interface FrameSource extends Iterator<SensorFrame>, AutoCloseable {
  @Override
  void close();
}
