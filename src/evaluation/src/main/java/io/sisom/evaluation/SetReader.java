package io.sisom.evaluation;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads sets frame by frame, in the same order each time. */
public final class SetReader {
  private final List<String> recordLabels;
  private final int maxBytes;
  private final TopicFrames topics;

  /**
   * For one model.
   *
   * @param recordLabels names of a record's label bytes 0, 1, 2 …
   * @param maxBytes of an encoded image
   * @param topics reads sets that are on topics
   */
  public SetReader(List<String> recordLabels, int maxBytes, TopicFrames topics) {
    this.recordLabels = List.copyOf(recordLabels);
    this.maxBytes = maxBytes;
    this.topics = topics;
  }

  /** What is done with one frame. */
  @FunctionalInterface
  interface Visitor {
    /** Called in order; {@code ordinal} counts the frames of the limited set from 0. */
    void frame(int ordinal, SetFrame frame);
  }

  /** Visits every frame of the set, at most its limit, evenly spread. */
  int read(FrameSet set, Visitor visitor) {
    long total = set.limit() == FrameSet.WHOLE ? FrameSet.WHOLE : count(set);
    boolean thinned = set.limit() < total;
    int taken = 0;
    long seen = 0;
    for (FrameLocation location : set.locations()) {
      try (SetFrames frames = open(location)) {
        while (frames.hasNext()) {
          SetFrame frame = frames.next();
          // The k-th frame taken is number floor(k·total/limit).
          if (!thinned || seen * set.limit() >= taken * total) {
            visitor.frame(taken, frame);
            taken = Math.incrementExact(taken);
          }
          seen++;
        }
      }
    }
    if (taken == 0) {
      throw new EvaluationException("set " + set.name() + " holds no frame");
    }
    return taken;
  }

  private long count(FrameSet set) {
    long count = 0;
    for (FrameLocation location : set.locations()) {
      try (SetFrames frames = open(location)) {
        while (frames.hasNext()) {
          frames.next();
          count++;
        }
      }
    }
    return count;
  }

  private SetFrames open(FrameLocation location) {
    return location.either(
        records -> new RecordFrames(records, recordLabels),
        images -> new ImageFrames(images.folder(), maxBytes),
        onTopic -> topics.read(onTopic.topic()));
  }

  /**
   * Decoded pixels of frames at these places in the set.
   *
   * @return by place; a frame that cannot be decoded is missing
   */
  public Map<Integer, byte[]> pixels(
      FrameSet set, Set<Integer> ordinals, FrameDecoder decoder, FrameShape shape) {
    Map<Integer, byte[]> picked = new HashMap<>();
    read(
        set,
        (ordinal, frame) -> {
          if (ordinals.contains(ordinal)
              && decoder.decode(frame.frame(), shape) instanceof DecodedFrame.Pixels pixels) {
            picked.put(ordinal, pixels.planar());
          }
        });
    return picked;
  }
}
