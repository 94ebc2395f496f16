package io.sisom.fitting.outlier;

import io.sisom.method.FrameShape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Ways to make a frame that is none of the known classes out of frames that are. Near ones keep
 * much of what known frames look like, far ones little. Lengths are shares of the frame's side, so
 * that they mean the same at every size.
 *
 * <p>Sources: mixup (Zhang et al., ICLR 2018), CutMix (Yun et al., ICCV 2019), shuffled patches
 * (Noroozi and Favaro, ECCV 2016), rotations (Gidaris et al., ICLR 2018), phase scrambling
 * (Oppenheim and Lim, Proc. IEEE 1981); as a criterion for settings: ours.
 */
public enum OutlierFamily {
  /** Mean of two frames of different classes. */
  MIXUP(Kind.NEAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return frame.filled((c, y, x) -> (frame.at(c, y, x) + other.at(c, y, x)) / 2.0);
    }
  },
  /** The right or the lower half comes from a frame of another class. */
  CUTMIX(Kind.NEAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      boolean right = random.nextInt(2) == 0;
      int fromX = right ? frame.shape().width() / 2 : 0;
      int fromY = right ? 0 : frame.shape().height() / 2;
      return frame.filled(
          (c, y, x) -> x >= fromX && y >= fromY ? other.at(c, y, x) : frame.at(c, y, x));
    }
  },
  /** Quarters in another order. */
  SHUFFLE_2(Kind.NEAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return Patches.shuffled(frame, 2, random);
    }
  },
  /** Turned by a quarter, a half or three quarters; a frame that is no square only by a half. */
  ROTATION(Kind.NEAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      int height = frame.shape().height();
      int width = frame.shape().width();
      int quarters = height == width ? 1 + random.nextInt(3) : 2;
      return frame.filled(
          (c, y, x) ->
              switch (quarters) {
                case 1 -> frame.at(c, x, width - 1 - y);
                case 2 -> frame.at(c, height - 1 - y, width - 1 - x);
                default -> frame.at(c, height - 1 - x, y);
              });
    }
  },
  /** 4 by 4 patches in another order. */
  SHUFFLE_4(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return Patches.shuffled(frame, 4, random);
    }
  },
  /** 8 by 8 patches in another order. */
  SHUFFLE_8(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return Patches.shuffled(frame, 8, random);
    }
  },
  /** Gaussian blur, σ 3/32 of the side. */
  BLUR(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return Blur.of(frame);
    }
  },
  /** Gaussian noise of σ 60 on each value. */
  NOISE(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return frame.filled((c, y, x) -> frame.at(c, y, x) + 60 * random.nextGaussian());
    }
  },
  /** Colors inverted. */
  INVERSION(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return frame.filled((c, y, x) -> 255 - frame.at(c, y, x));
    }
  },
  /** A window of a quarter of the side, somewhere, enlarged to the whole frame. */
  CROP(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return Zoom.somewhere(frame, random);
    }
  },
  /** The spectrum's amplitudes with random phases. */
  PHASE(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      return PhaseScramble.of(frame, random);
    }
  },
  /** A tenth of the contrast, around each channel's mean. */
  CONTRAST(Kind.FAR) {
    @Override
    FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random) {
      double[] means = means(frame);
      return frame.filled((c, y, x) -> means[c] + 0.1 * (frame.at(c, y, x) - means[c]));
    }
  };

  /** How unlike known frames a family is. */
  public enum Kind {
    /** Much like known frames. */
    NEAR,
    /** Unlike known frames. */
    FAR
  }

  private final Kind kind;

  OutlierFamily(Kind kind) {
    this.kind = kind;
  }

  /** Near or far. */
  public Kind kind() {
    return kind;
  }

  /** Lower-case name, for people and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  abstract FramePlanes make(FramePlanes frame, FramePlanes other, SplittableRandom random);

  /**
   * One outlier for each frame; the same frames give the same outliers.
   *
   * @param frames planes in {@code shape}, of at least two classes
   * @param labels class of each frame
   */
  public List<byte[]> from(List<byte[]> frames, int[] labels, FrameShape shape) {
    if (Arrays.stream(labels).distinct().count() < 2 || labels.length != frames.size()) {
      throw new IllegalArgumentException(
          "outliers: %d frames and %d labels, of two classes at least"
              .formatted(frames.size(), labels.length));
    }
    SplittableRandom random = new SplittableRandom(ordinal());
    byte[][] made = new byte[frames.size()][];
    for (int i = 0; i < made.length; i++) {
      SplittableRandom own = random.split();
      FramePlanes other = new FramePlanes(frames.get(otherClass(labels, i, own)), shape);
      made[i] = make(new FramePlanes(frames.get(i), shape), other, own).values();
    }
    return List.of(made);
  }

  private static int otherClass(int[] labels, int i, SplittableRandom random) {
    int other = random.nextInt(labels.length);
    while (labels[other] == labels[i]) {
      other = random.nextInt(labels.length);
    }
    return other;
  }

  private static double[] means(FramePlanes frame) {
    FrameShape shape = frame.shape();
    double[] means = new double[shape.channels()];
    for (int c = 0; c < means.length; c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          means[c] += frame.at(c, y, x);
        }
      }
      means[c] /= (double) shape.height() * shape.width();
    }
    return means;
  }
}
