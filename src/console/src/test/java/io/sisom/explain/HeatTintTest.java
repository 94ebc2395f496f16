package io.sisom.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import io.sisom.network.HeatMap;
import org.junit.jupiter.api.Test;

class HeatTintTest {
  private static final FrameShape SQUARE = new FrameShape(3, 32, 32);
  private static final int GREY = 0x808080;

  @Test
  void whatTheNetworkLookedAtIsColouredAndTheRestStays() {
    HeatTint tint = new HeatTint(new HeatMap(2, 2, new float[] {0, 0, 0, 4}), SQUARE);
    assertThat(tint.at(0, 0, 32, 32, GREY)).isEqualTo(GREY);
    assertThat(red(tint.at(31, 31, 32, 32, GREY))).isGreaterThan(red(GREY) + 50);
  }

  @Test
  void whatTheCropLeavesOutIsDimmed() {
    HeatTint tint = new HeatTint(new HeatMap(1, 1, new float[] {1}), SQUARE);
    int beside = tint.at(0, 50, 200, 100, GREY);
    assertThat(red(beside)).isLessThan(red(GREY) - 40);
    assertThat(tint.at(50, 50, 200, 100, GREY)).isNotEqualTo(beside);
  }

  @Test
  void anEmptyMapOrOneThatIsNoNumberColoursNothing() {
    for (float value : new float[] {0, Float.NaN, Float.POSITIVE_INFINITY}) {
      HeatTint tint = new HeatTint(new HeatMap(1, 1, new float[] {value}), SQUARE);
      assertThat(tint.at(5, 5, 32, 32, GREY)).isEqualTo(GREY);
    }
  }

  @Test
  void betweenCellsTheMapIsLinear() {
    HeatMap map = new HeatMap(1, 2, new float[] {0, 1});
    assertThat(map.at(0, 0.5)).isZero();
    assertThat(map.at(0.5, 0.5)).isEqualTo(0.5);
    assertThat(map.at(1, 0.5)).isEqualTo(1);
  }

  private static int red(int rgb) {
    return rgb >> 16 & 0xff;
  }
}
