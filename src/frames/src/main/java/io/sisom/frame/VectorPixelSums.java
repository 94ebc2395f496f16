package io.sisom.frame;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * With the Vector API, as many pixels at a time as the machine's vectors hold. The one class here
 * that names the module jdk.incubator.vector, which must be there before this class is loaded.
 */
final class VectorPixelSums implements PixelSums {
  /** As wide as the machine's, up to 512 bits. */
  private static final VectorSpecies<Integer> SPECIES =
      width() > 16 ? IntVector.SPECIES_512 : IntVector.SPECIES_PREFERRED;

  /** Ints in a vector of this machine. */
  static int width() {
    return IntVector.SPECIES_PREFERRED.length();
  }

  @Override
  public int lanes() {
    return SPECIES.length();
  }

  /** One loop a method: JDK 17 keeps vectors of nested loops as objects. */
  @Override
  public void sum(
      int[] pixels, int from, int step, int[] weights, int at, int taps, int[] out, int to) {
    IntVector red = IntVector.broadcast(SPECIES, HALF);
    IntVector green = red;
    IntVector blue = red;
    int place = from;
    for (int i = at; i < at + taps; i++, place += step) {
      IntVector pixel = IntVector.fromArray(SPECIES, pixels, place);
      int weight = weights[i];
      red = red.add(pixel.lanewise(VectorOperators.LSHR, 24).mul(weight));
      green = green.add(pixel.lanewise(VectorOperators.LSHR, 16).and(0xff).mul(weight));
      blue = blue.add(pixel.lanewise(VectorOperators.LSHR, 8).and(0xff).mul(weight));
    }
    byteOf(red, 24).or(byteOf(green, 16)).or(byteOf(blue, 8)).intoArray(out, to);
  }

  private static IntVector byteOf(IntVector sum, int place) {
    return sum.lanewise(VectorOperators.LSHR, ResizeAxis.PRECISION)
        .min(255)
        .lanewise(VectorOperators.LSHL, place);
  }
}
