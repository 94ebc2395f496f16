package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final FrameShape SHAPE = new FrameShape(3, 8, 16);

  /** Each pixel of each channel has another value, none of them 0. */
  private final byte[] planes = new byte[SHAPE.channels() * SHAPE.height() * SHAPE.width()];

  AugmentationTest() {
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (byte) (1 + i % 251);
    }
  }

  @Test
  void aFrameIsMovedWithinEachChannelAndWhatComesInIsBlack() {
    for (int down = -3; down <= 3; down++) {
      for (int right = -3; right <= 3; right++) {
        byte[] moved = Augmentation.shifted(planes, SHAPE, down, right);
        for (int c = 0; c < SHAPE.channels(); c++) {
          for (int y = 0; y < SHAPE.height(); y++) {
            for (int x = 0; x < SHAPE.width(); x++) {
              assertThat(at(moved, c, y, x))
                  .as("%d down, %d right: channel %d, row %d, column %d", down, right, c, y, x)
                  .isEqualTo(at(planes, c, y - down, x - right));
            }
          }
        }
      }
    }
  }

  private static int at(byte[] planes, int c, int y, int x) {
    boolean inside = y >= 0 && y < SHAPE.height() && x >= 0 && x < SHAPE.width();
    return inside ? planes[(c * SHAPE.height() + y) * SHAPE.width() + x] : 0;
  }

  @Test
  void aFrameIsMirroredRowByRow() {
    byte[] mirrored = Augmentation.flipped(planes, SHAPE);
    for (int c = 0; c < SHAPE.channels(); c++) {
      for (int y = 0; y < SHAPE.height(); y++) {
        for (int x = 0; x < SHAPE.width(); x++) {
          assertThat(at(mirrored, c, y, x)).isEqualTo(at(planes, c, y, SHAPE.width() - 1 - x));
        }
      }
    }
    assertThat(Augmentation.flipped(mirrored, SHAPE)).isEqualTo(planes);
  }

  @Test
  void aFrameIsMovedByUpToAnEighthInEveryDirectionAndTheGivenOneStays() {
    byte[] before = planes.clone();
    Random random = new Random(3);
    boolean[][] seen = new boolean[3][5];
    for (int i = 0; i < 300; i++) {
      byte[] moved = Augmentation.SHIFT.apply(planes, SHAPE, random);
      int found = 0;
      for (int down = -1; down <= 1; down++) {
        for (int right = -2; right <= 2; right++) {
          if (java.util.Arrays.equals(moved, Augmentation.shifted(planes, SHAPE, down, right))) {
            seen[down + 1][right + 2] = true;
            found++;
          }
        }
      }
      assertThat(found).as("ways to get there within an eighth").isEqualTo(1);
    }
    assertThat(seen).isDeepEqualTo(new boolean[][] {all(), all(), all()});
    assertThat(planes).isEqualTo(before);
  }

  private static boolean[] all() {
    return new boolean[] {true, true, true, true, true};
  }
}
