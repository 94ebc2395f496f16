package io.sisom.method;

import java.util.Arrays;

/**
 * The few known rows that a device found nearest to each frame of a batch, and how near the others
 * may be. Rows are places among {@link DeviceRows}. With {@code x} a frame's feature and {@code z}
 * a row, both moved by the center, the device orders rows by {@code x·z − |z|²/2}, which grows as
 * the distance shrinks.
 *
 * @param bound how far the device's arithmetic may be off
 * @param length rows listed for each frame, inner and outer, 1 or more
 * @param classes each frame's pseudo-class on the device
 * @param inner {@code int[N * length]}: rows of that class, −1 where it has no more
 * @param innerBeyond for each frame the largest value of an inner row that is not listed; −∞ where
 *     all are
 * @param outer {@code int[N * length]}: rows of all other classes, as {@code inner}
 * @param outerBeyond as {@code innerBeyond}
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Shortlist(
    ShortlistBound bound,
    int length,
    int[] classes,
    int[] inner,
    float[] innerBeyond,
    int[] outer,
    float[] outerBeyond) {

  /** Throws {@link IllegalArgumentException} where lengths disagree. */
  public Shortlist {
    int frames = classes.length;
    Shapes.requireMatrix("inner rows", inner.length, frames, length);
    Shapes.requireMatrix("outer rows", outer.length, frames, length);
    Shapes.requireLength("inner bounds", innerBeyond.length, frames);
    Shapes.requireLength("outer bounds", outerBeyond.length, frames);
  }

  /** Those of some frames, in the order given. */
  public Shortlist select(int[] frames) {
    int[] someClasses = new int[frames.length];
    int[] someInner = new int[frames.length * length];
    int[] someOuter = new int[frames.length * length];
    float[] someInnerBeyond = new float[frames.length];
    float[] someOuterBeyond = new float[frames.length];
    for (int i = 0; i < frames.length; i++) {
      someClasses[i] = classes[frames[i]];
      someInnerBeyond[i] = innerBeyond[frames[i]];
      someOuterBeyond[i] = outerBeyond[frames[i]];
      System.arraycopy(inner, frames[i] * length, someInner, i * length, length);
      System.arraycopy(outer, frames[i] * length, someOuter, i * length, length);
    }
    return new Shortlist(
        bound, length, someClasses, someInner, someInnerBeyond, someOuter, someOuterBeyond);
  }

  /** A frame's listed inner rows. */
  int[] innerOf(int frame) {
    return Arrays.copyOfRange(inner, frame * length, (frame + 1) * length);
  }

  /** A frame's listed outer rows. */
  int[] outerOf(int frame) {
    return Arrays.copyOfRange(outer, frame * length, (frame + 1) * length);
  }
}
