package io.sisom.demo.world;

import java.util.SplittableRandom;

/**
 * One object before one camera over a stretch of frames: the same object and place throughout, in
 * smooth motion.
 *
 * @param seed decides the place, the look and the way of moving
 */
record Shot(ObjectKind kind, long seed) {
  private static final double TURN_SHARE = 2 * Math.PI;

  /** The scene the given number of frames after the shot began. */
  Scene at(int frame) {
    SplittableRandom random = new SplittableRandom(seed);
    Backdrop backdrop = Backdrop.random(random);
    Look look = Look.random(random);
    double x = random.nextDouble(0.45, 0.55) + swing(random, frame, 0.05);
    double feet = kind == ObjectKind.KITE ? 0.75 : backdrop.horizon() + 0.32;
    double y = feet + random.nextDouble(-0.03, 0.05) + swing(random, frame, 0.02);
    double size = random.nextDouble(0.64, 0.8) * (1 + swing(random, frame, 0.08));
    double turn = swing(random, frame, 0.12);
    double light = random.nextDouble(0.78, 1.08) * (1 + swing(random, frame, 0.06));
    double drift = random.nextDouble(0.01, 0.03) * frame;
    return new Scene(backdrop, kind, look, x, y, size, turn, light, drift);
  }

  /** A sine of the given reach with a period of 40 to 90 frames, begun anywhere. */
  private static double swing(SplittableRandom random, int frame, double reach) {
    double period = random.nextDouble(40, 90);
    double start = random.nextDouble(TURN_SHARE);
    return reach * Math.sin(start + TURN_SHARE * frame / period);
  }
}
