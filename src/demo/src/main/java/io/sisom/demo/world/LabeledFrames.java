package io.sisom.demo.world;

import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.LabelKind;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Independent pictures with their labels: what a team has labeled before it starts. Kinds, where
 * nothing else is said the known ones, come round in turn. The i-th frame depends on the seed and i
 * only.
 */
public final class LabeledFrames {
  private static final String SENSOR = "archive";
  private static final int MAX_SHOT = 1000;

  private final long key;
  private final String annotator;
  private final Instant at;
  private final List<ObjectKind> kinds;

  /**
   * @param annotator who is said to have given the labels
   * @param at when all of them were captured and labeled
   */
  public LabeledFrames(long seed, String annotator, Instant at) {
    this(seed, annotator, at, ObjectKind.knownKinds());
  }

  /** The same of {@code kinds}. */
  public LabeledFrames(long seed, String annotator, Instant at, List<ObjectKind> kinds) {
    this.key = new SplittableRandom(seed).nextLong();
    this.annotator = annotator;
    this.at = at;
    this.kinds = List.copyOf(kinds);
  }

  /** The frame with the given number, from 0; its id is {@code archive-000000} and so on. */
  public LabeledFrame frame(int index) {
    ObjectKind kind = kinds.get(index % kinds.size());
    String frameId = "%s-%06d".formatted(SENSOR, index);
    SensorFrame frame =
        SimulatedFleet.jpeg(
            frameId,
            SENSOR,
            at,
            ScenePainter.paint(scene(kind, new SplittableRandom(key + index))));
    return new LabeledFrame(
        frame, kind.label(), annotator, at, false, LabelKind.CLASS.word(), false);
  }

  /** Any scene that a shot of the kind may contain. */
  static Scene scene(ObjectKind kind, SplittableRandom random) {
    return new Shot(kind, random.nextLong()).at(random.nextInt(MAX_SHOT));
  }
}
