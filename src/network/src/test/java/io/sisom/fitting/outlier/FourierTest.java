package io.sisom.fitting.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {
  private static final int OFFSET = 2;
  private static final int STRIDE = 3;

  /** Powers of two, primes, products of both, and one value. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 8, 12, 15, 30, 31, 49, 60, 64})
  void isTheSumThatDefinesItAtItsPlacesAndLeavesTheOthers(int length) {
    Random random = new Random(length);
    double[] re = random.doubles((long) OFFSET + STRIDE * length).toArray();
    double[] im = random.doubles(re.length).toArray();
    double[] wantedRe = re.clone();
    double[] wantedIm = im.clone();
    for (int k = 0; k < length; k++) {
      double sumRe = 0;
      double sumIm = 0;
      for (int n = 0; n < length; n++) {
        double angle = -2 * Math.PI * ((long) n * k % length) / length;
        double ofRe = re[OFFSET + n * STRIDE];
        double ofIm = im[OFFSET + n * STRIDE];
        sumRe += ofRe * Math.cos(angle) - ofIm * Math.sin(angle);
        sumIm += ofRe * Math.sin(angle) + ofIm * Math.cos(angle);
      }
      wantedRe[OFFSET + k * STRIDE] = sumRe;
      wantedIm[OFFSET + k * STRIDE] = sumIm;
    }
    new Fourier(length).transform(re, im, OFFSET, STRIDE);
    assertThat(re).containsExactly(wantedRe, within(1e-9));
    assertThat(im).containsExactly(wantedIm, within(1e-9));
  }
}
