package io.sisom.evaluation.episode;

import io.sisom.evaluation.EvaluationException;
import io.sisom.method.FrameShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Draws a splice plan from a seed: in every copy, each stretch of the stream that is judged gets as
 * many splices as fit, kinds in turn, with time between them for an episode to end.
 *
 * @param kinds that take turns, at least one
 * @param copies of the stream, 1 to 1,000
 * @param lengthMillis how long a splice is
 * @param betweenMillis from the end of one to the start of the next, at least; more than what ends
 *     an episode
 * @param objects pictures to paste
 * @param places pictures of other places
 */
public record PlanDraw(
    List<SpliceKind> kinds,
    int copies,
    long lengthMillis,
    long betweenMillis,
    int objects,
    int places) {
  private static final int MAX_COPIES = 1000;
  private static final double LEAST_SIDE = 0.3;
  private static final double MOST_SIDE = 0.6;

  /** Refuses kinds whose pictures are missing. */
  public PlanDraw {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || lengthMillis < 1 || betweenMillis < 1) {
      throw new EvaluationException(
          "a plan has kinds, and length and time between of 1 ms or more");
    }
    if (copies < 1 || copies > MAX_COPIES) {
      throw new EvaluationException("copies are 1 to " + MAX_COPIES + ", not " + copies);
    }
    if (kinds.contains(SpliceKind.OBJECT) && objects == 0) {
      throw new EvaluationException("objects are pasted from pictures: give --objects");
    }
    if (kinds.contains(SpliceKind.PLACE) && places == 0) {
      throw new EvaluationException("other places are pictures of them: give --places");
    }
  }

  /** The plan of a seed, over the stretches that are judged. */
  public SplicePlan draw(long seed, long[] millis, FrameShape shape, List<Stretch> judged) {
    Random random = new Random(seed);
    List<Splice> splices = new ArrayList<>();
    List<Stretch> inTime = judged.stream().sorted(Comparator.comparingInt(Stretch::from)).toList();
    for (int copy = 0; copy < copies; copy++) {
      for (Stretch stretch : inTime) {
        long at = millis[stretch.from()] + betweenMillis / 2 + random.nextLong(betweenMillis);
        long end = millis[stretch.to() - 1] - betweenMillis / 2;
        while (at + lengthMillis <= end) {
          int start = stretch.firstAt(millis, at);
          int frames = stretch.firstAt(millis, at + lengthMillis) - start;
          if (frames > 0) {
            SpliceKind kind = kinds.get(splices.size() % kinds.size());
            splices.add(splice(copy, kind, start, frames, shape, random));
          }
          at += lengthMillis + betweenMillis + random.nextLong(betweenMillis / 4 + 1);
        }
      }
    }
    if (splices.isEmpty()) {
      throw new EvaluationException(
          "no stretch of the stream has room for a splice of "
              + lengthMillis
              + " ms with "
              + betweenMillis
              + " ms between; give fewer parts or shorter splices");
    }
    return new SplicePlan(
        seed, millis.length, shape.width(), shape.height(), objects, places, splices);
  }

  private Splice splice(
      int copy, SpliceKind kind, int start, int frames, FrameShape shape, Random random) {
    Mask whole = Mask.whole(shape);
    double dx = drift(random, shape.width());
    double dy = drift(random, shape.height());
    return switch (kind) {
      case OBJECT ->
          new Splice(
              copy, kind, start, frames, random.nextInt(objects), box(shape, random), dx, dy, 1);
      case PLACE -> new Splice(copy, kind, start, frames, random.nextInt(places), whole, dx, dy, 1);
      case FOG, DARK ->
          new Splice(copy, kind, start, frames, 0, whole, 0, 0, random.nextDouble(0.6, 0.9));
      case BLUR -> new Splice(copy, kind, start, frames, 0, whole, 0, 0, random.nextDouble(0.3, 1));
    };
  }

  private static Mask box(FrameShape shape, Random random) {
    int width = side(shape.width(), random);
    int height = side(shape.height(), random);
    return new Mask(
        random.nextInt(shape.width() - width + 1),
        random.nextInt(shape.height() - height + 1),
        width,
        height);
  }

  private static int side(int of, Random random) {
    return Math.max(1, (int) Math.round(of * random.nextDouble(LEAST_SIDE, MOST_SIDE)));
  }

  /** At most a hundredth of the frame's side. */
  private static double drift(Random random, int side) {
    return side / 100.0 * (2 * random.nextDouble() - 1);
  }
}
