package io.sisom.fitting.outlier;

import io.sisom.method.FrameShape;
import java.util.SplittableRandom;

/**
 * Gives the spectrum of every channel the same random phases. They are those of a real random
 * image, so that the result is real; the mean keeps its own.
 */
final class PhaseScramble {
  private PhaseScramble() {}

  static FramePlanes of(FramePlanes frame, SplittableRandom random) {
    FrameShape shape = frame.shape();
    Spectrum turns = new Spectrum(shape.height(), shape.width());
    turns.fill((y, x) -> random.nextDouble());
    turns.transform();
    turns.toPhases();
    double[][] channels = new double[shape.channels()][];
    for (int c = 0; c < channels.length; c++) {
      int channel = c;
      Spectrum spectrum = new Spectrum(shape.height(), shape.width());
      spectrum.fill((y, x) -> frame.at(channel, y, x));
      spectrum.transform();
      spectrum.turn(turns);
      spectrum.transformBack();
      channels[c] = spectrum.real();
    }
    return frame.filled((c, y, x) -> channels[c][y * shape.width() + x]);
  }
}
