package io.sisom.evaluation.episode;

import io.sisom.evaluation.EvaluationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One way to divide a stream in time: what is normal is learned from some of it, p-values from
 * more, and another part is judged. Frames too near in time to those of another use are in none, as
 * they would look alike.
 *
 * @param judged the part that is judged
 * @param calibration frames for p-values
 * @param reference frames that methods are fitted on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Round(Stretch judged, int[] calibration, int[] reference) {
  private static final int MAX_PARTS = 1000;

  /**
   * Parts of equal time take turns in being judged. In the first round the last part is: methods
   * learn from the first ones and p-values come from those between, as in use; in later rounds the
   * parts move on by one, from the end to the beginning.
   *
   * @param millis event time of each frame, rising
   * @param parts of equal time, 3 to 1,000
   * @param calibrationParts of these for p-values, at least 1, and one is left for the reference
   * @param rounds 1 to {@code parts}
   * @param marginMillis between frames of different use, 0 or more
   */
  public static List<Round> of(
      long[] millis, int parts, int calibrationParts, int rounds, long marginMillis) {
    if (parts < 3
        || parts > MAX_PARTS
        || calibrationParts < 1
        || calibrationParts > parts - 2
        || rounds < 1
        || rounds > parts
        || marginMillis < 0) {
      throw new EvaluationException(
          "parts are 3 to "
              + MAX_PARTS
              + ", calibration takes 1 to parts - 2, rounds are 1 to parts");
    }
    List<Stretch> cut = cut(millis, parts);
    List<Round> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      int judged = Math.floorMod(parts - 1 + round, parts);
      // Going back in time from the judged part: calibration, then reference.
      boolean[] calibrates = new boolean[parts];
      for (int back = 1; back <= calibrationParts; back++) {
        calibrates[Math.floorMod(judged - back, parts)] = true;
      }
      IntPredicate isJudged = part -> part == judged;
      IntPredicate isCalibration = part -> calibrates[part];
      IntPredicate isReference = part -> part != judged && !calibrates[part];
      all.add(
          new Round(
              cut.get(judged),
              apart(millis, cut, isCalibration, isCalibration.negate(), marginMillis),
              apart(millis, cut, isReference, isJudged, marginMillis)));
    }
    return all;
  }

  private static List<Stretch> cut(long[] millis, int parts) {
    List<Stretch> cut = new ArrayList<>();
    long begin = millis[0];
    long time = millis[millis.length - 1] - begin + 1;
    int from = 0;
    for (int part = 0; part < parts; part++) {
      long end = begin + time * (part + 1) / parts;
      int to = from;
      while (to < millis.length && millis[to] < end) {
        to++;
      }
      if (to == from) {
        throw new EvaluationException(
            "part %d of %d of the stream holds no frame; give fewer parts"
                .formatted(part + 1, parts));
      }
      cut.add(new Stretch(from, to));
      from = to;
    }
    return cut;
  }

  /** Frames of some parts that are not within the margin of a part they must not be near to. */
  private static int[] apart(
      long[] millis, List<Stretch> cut, IntPredicate of, IntPredicate from, long margin) {
    IntStream.Builder frames = IntStream.builder();
    for (int part = 0; part < cut.size(); part++) {
      if (!of.test(part)) {
        continue;
      }
      Stretch stretch = cut.get(part);
      boolean after = part > 0 && from.test(part - 1);
      boolean before = part + 1 < cut.size() && from.test(part + 1);
      for (int frame = stretch.from(); frame < stretch.to(); frame++) {
        boolean near =
            (after && millis[frame] - millis[stretch.from() - 1] < margin)
                || (before && millis[stretch.to()] - millis[frame] < margin);
        if (!near) {
          frames.add(frame);
        }
      }
    }
    int[] found = frames.build().toArray();
    if (found.length == 0) {
      throw new EvaluationException(
          "a margin of " + margin + " ms leaves no frame between the parts of the stream");
    }
    return found;
  }
}
