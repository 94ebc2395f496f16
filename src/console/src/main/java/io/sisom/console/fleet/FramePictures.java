package io.sisom.console.fleet;

import io.sisom.console.CacheRoom;
import io.sisom.console.FoundFrame;
import io.sisom.console.SensorFrames;
import io.sisom.console.Surroundings;
import io.sisom.frame.FramePng;
import io.sisom.live.SeenFrame;
import io.sisom.live.SeenPlace;
import io.sisom.queue.Place;
import io.sisom.schema.FrameScore;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frames of the frame topic by their place, read when someone looks, and small pictures of them,
 * which are kept for a while. Safe for use by many threads.
 */
public final class FramePictures {
  private final SensorFrames frames;
  private final FramePng png;
  private final long mostBytes;
  private final Map<Key, byte[]> small = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  private record Key(SeenPlace place, String frameId, int side) {}

  FramePictures(SensorFrames frames, FramePng png, long mostBytes) {
    this.frames = frames;
    this.png = png;
    this.mostBytes = CacheRoom.of(mostBytes);
  }

  /** The frame at a place; lost where another lies there. */
  public FoundFrame find(SeenPlace place, String frameId) {
    FoundFrame found = frames.find(new Place(place.partition(), place.offset()));
    return found instanceof FoundFrame.Found it && !it.frame().getFrameId().equals(frameId)
        ? new FoundFrame.Lost()
        : found;
  }

  /** The frame of a score, looked for where its scorer did not say where it lies. */
  public FoundFrame find(FrameScore score) {
    Optional<SeenPlace> place = SeenFrame.of(score).place();
    if (place.isPresent()) {
      return find(place.get(), score.getFrameId());
    }
    Surroundings around = frames.around(score, 0);
    if (around instanceof Surroundings.Found found) {
      return frames.find(found.frames().get(found.self()).place());
    }
    return around instanceof Surroundings.Gone
        ? new FoundFrame.Lost()
        : new FoundFrame.Unavailable();
  }

  /** What came of drawing a frame. */
  public sealed interface Drawn {
    /**
     * A PNG.
     *
     * @param bytes not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Picture(byte[] bytes) implements Drawn {}

    /** It cannot be drawn, for a reason in a sentence. */
    record Undrawable(String reason) implements Drawn {}

    /** It is no longer on the topic. */
    record Lost() implements Drawn {}

    /** Kafka did not answer in time. */
    record Unavailable() implements Drawn {}
  }

  /**
   * The frame, drawn.
   *
   * @param side longest side of the picture, pixels; larger frames are reduced
   */
  public Drawn draw(SeenPlace place, String frameId, int side) {
    Key key = new Key(place, frameId, side);
    Optional<byte[]> kept = kept(key);
    if (kept.isPresent()) {
      return new Drawn.Picture(kept.get());
    }
    FoundFrame found = find(place, frameId);
    if (found instanceof FoundFrame.Found it) {
      return png.render(it.frame(), side)
          .either(
              picture -> {
                keep(key, picture.bytes());
                return new Drawn.Picture(picture.bytes());
              },
              none -> new Drawn.Undrawable(none.reason()));
    }
    return found instanceof FoundFrame.Lost ? new Drawn.Lost() : new Drawn.Unavailable();
  }

  private synchronized Optional<byte[]> kept(Key key) {
    return Optional.ofNullable(small.get(key));
  }

  private synchronized void keep(Key key, byte[] picture) {
    byte[] before = small.put(key, picture);
    bytes += picture.length - (before == null ? 0 : before.length);
    Iterator<byte[]> oldest = small.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= oldest.next().length;
      oldest.remove();
    }
  }
}
