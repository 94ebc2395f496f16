package io.sisom.evaluation;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One sensor's frames in their order of time, decoded and held in memory. Arrays are not to be
 * changed.
 *
 * @param set they are of
 * @param sensorId whose frames they are
 * @param planes of each frame, as long as the network's input
 * @param ordinals place of each in the set
 * @param frameIds of each
 * @param millis event time of each, rising
 * @param leftOut frames that cannot be decoded
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record TimedSet(
    FrameSet set,
    String sensorId,
    List<byte[]> planes,
    int[] ordinals,
    List<String> frameIds,
    long[] millis,
    int leftOut) {
  /**
   * Reads a set.
   *
   * @throws EvaluationException where frames are of several sensors, have no times that rise, or
   *     none can be decoded
   */
  public static TimedSet read(
      SetReader reader, FrameSet set, Stamps stamps, FrameDecoder decoder, FrameShape shape) {
    List<Long> captured = new ArrayList<>();
    List<byte[]> planes = new ArrayList<>();
    List<Integer> ordinals = new ArrayList<>();
    List<String> frameIds = new ArrayList<>();
    Set<String> sensors = new HashSet<>();
    reader.read(
        set,
        (ordinal, frame) -> {
          captured.add(frame.frame().getCapturedAt().toEpochMilli());
          sensors.add(frame.frame().getSensorId());
          if (decoder.decode(frame.frame(), shape) instanceof DecodedFrame.Pixels pixels) {
            planes.add(pixels.planar());
            ordinals.add(ordinal);
            frameIds.add(frame.frame().getFrameId());
          }
        });
    if (sensors.size() > 1) {
      throw new EvaluationException(
          "the stream is of one sensor; these are of %d: %s"
              .formatted(sensors.size(), sensors.stream().sorted().limit(5).toList()));
    }
    if (planes.isEmpty()) {
      throw new EvaluationException("none of the frames of " + set.name() + " can be decoded");
    }
    long[] all = stamps.of(captured);
    return new TimedSet(
        set,
        sensors.iterator().next(),
        planes,
        ordinals.stream().mapToInt(it -> it).toArray(),
        frameIds,
        ordinals.stream().mapToLong(ordinal -> all[ordinal]).toArray(),
        captured.size() - planes.size());
  }

  /** How many frames there are. */
  public int size() {
    return millis.length;
  }
}
