package io.sisom.console;

import io.sisom.queue.Place;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Frames read lately, up to a number of bytes; what was asked for longest ago goes first. */
final class FrameCache {
  private static final long ENVELOPE = 500;

  private final long mostBytes;
  private final Map<Place, SensorFrame> frames = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  FrameCache(long mostBytes) {
    this.mostBytes = CacheRoom.of(mostBytes);
  }

  synchronized Optional<SensorFrame> get(Place place) {
    return Optional.ofNullable(frames.get(place));
  }

  synchronized void put(Place place, SensorFrame frame) {
    SensorFrame before = frames.put(place, frame);
    bytes += size(frame) - (before == null ? 0 : size(before));
    Iterator<SensorFrame> oldest = frames.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(SensorFrame frame) {
    ByteBuffer content = frame.getContent();
    return ENVELOPE + (content == null ? 0 : content.remaining());
  }
}
