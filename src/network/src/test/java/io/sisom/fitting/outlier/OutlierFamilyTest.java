package io.sisom.fitting.outlier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sisom.method.FrameShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutlierFamilyTest {
  private static final FrameShape SQUARE = new FrameShape(3, 16, 16);
  private static final FrameShape ODD = new FrameShape(3, 15, 26);
  private static final FrameShape TINY = new FrameShape(1, 1, 3);

  @ParameterizedTest
  @EnumSource
  void makesOneFrameOfTheSameShapeFromEach(OutlierFamily family) {
    for (FrameShape shape : List.of(SQUARE, ODD, TINY)) {
      List<byte[]> frames = frames(4, shape);
      List<byte[]> made = family.from(frames, new int[] {0, 1, 0, 1}, shape);
      assertThat(made).hasSize(4).allSatisfy(m -> assertThat(m).hasSize(shape.bytes()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void changesEveryFrame(OutlierFamily family) {
    List<byte[]> frames = frames(6, SQUARE);
    List<byte[]> made = family.from(frames, new int[] {0, 1, 2, 0, 1, 2}, SQUARE);
    for (int i = 0; i < 6; i++) {
      assertThat(made.get(i)).isNotEqualTo(frames.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void makesTheSameOfTheSameFrames(OutlierFamily family) {
    int[] labels = {0, 1, 0, 1};
    List<byte[]> once = family.from(frames(4, SQUARE), labels, SQUARE);
    List<byte[]> again = family.from(frames(4, SQUARE), labels, SQUARE);
    for (int i = 0; i < 4; i++) {
      assertThat(again.get(i)).isEqualTo(once.get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheFramesItIsMadeOfAlone(OutlierFamily family) {
    List<byte[]> frames = frames(4, SQUARE);
    List<byte[]> kept = frames.stream().map(byte[]::clone).toList();
    family.from(frames, new int[] {0, 1, 0, 1}, SQUARE);
    for (int i = 0; i < 4; i++) {
      assertThat(frames.get(i)).isEqualTo(kept.get(i));
    }
  }

  @Test
  void mixesTwoFramesOfDifferentClassesHalfAndHalf() {
    byte[] black = new byte[SQUARE.bytes()];
    byte[] gray = new byte[SQUARE.bytes()];
    Arrays.fill(gray, (byte) 101);
    List<byte[]> made =
        OutlierFamily.MIXUP.from(List.of(black, black, gray), new int[] {0, 0, 1}, SQUARE);
    assertThat(made)
        .as("a frame is mixed with one of the other class alone")
        .allSatisfy(m -> assertThat(m).containsOnly(51));
  }

  @Test
  void takesHalfOfACutmixFromTheOtherClass() {
    byte[] black = new byte[SQUARE.bytes()];
    byte[] gray = new byte[SQUARE.bytes()];
    Arrays.fill(gray, (byte) 100);
    for (byte[] made : OutlierFamily.CUTMIX.from(List.of(black, gray), new int[] {0, 1}, SQUARE)) {
      assertThat(count(made, 100)).isEqualTo(SQUARE.bytes() / 2);
      assertThat(count(made, 0)).isEqualTo(SQUARE.bytes() / 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHUFFLE_2", "SHUFFLE_4", "SHUFFLE_8", "ROTATION"})
  void keepsEveryPixelWhereItOnlyMovesThem(OutlierFamily family) {
    for (FrameShape shape : List.of(SQUARE, ODD)) {
      List<byte[]> frames = frames(3, shape);
      List<byte[]> made = family.from(frames, new int[] {0, 1, 2}, shape);
      for (int i = 0; i < 3; i++) {
        assertThat(sorted(made.get(i))).isEqualTo(sorted(frames.get(i)));
      }
    }
  }

  @Test
  void keepsASlowWaveWherePhasesAreScrambledAndMovesIt() {
    FrameShape shape = new FrameShape(1, 8, 12);
    byte[] wave = new byte[shape.bytes()];
    for (int i = 0; i < wave.length; i++) {
      wave[i] = (byte) Math.round(120 + 80 * Math.cos(2 * Math.PI * (i % 12) / 12));
    }
    byte[] other = new byte[shape.bytes()];
    byte[] made = OutlierFamily.PHASE.from(List.of(wave, other), new int[] {0, 1}, shape).get(0);
    double mean = IntStream.range(0, made.length).map(i -> made[i] & 0xff).average().orElseThrow();
    double spread =
        IntStream.range(0, made.length)
            .mapToDouble(i -> Math.pow((made[i] & 0xff) - mean, 2))
            .average()
            .orElseThrow();
    assertThat(mean).isCloseTo(120, within(0.5));
    assertThat(Math.sqrt(2 * spread)).as("its amplitude").isCloseTo(80, within(1.0));
  }

  @Test
  void blursToTheMeanAndKeepsAnEvenFrame() {
    byte[] even = new byte[SQUARE.bytes()];
    Arrays.fill(even, (byte) 77);
    byte[] noise = frames(1, SQUARE).get(0);
    List<byte[]> made = OutlierFamily.BLUR.from(List.of(even, noise), new int[] {0, 1}, SQUARE);
    assertThat(made.get(0)).containsOnly(77);
    assertThat(range(made.get(1))).isLessThan(range(noise) * 3 / 4);
  }

  @Test
  void takesNinetyPercentOfTheContrastAway() {
    byte[] frame = new byte[TINY.bytes()];
    frame[0] = 0;
    frame[1] = 100;
    frame[2] = (byte) 200;
    byte[] made = OutlierFamily.CONTRAST.from(List.of(frame, frame), new int[] {0, 1}, TINY).get(0);
    assertThat(made).containsExactly(90, 100, 110);
  }

  @Test
  void needsTwoClasses() {
    assertThatThrownBy(() -> OutlierFamily.MIXUP.from(frames(2, SQUARE), new int[] {1, 1}, SQUARE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two classes");
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "12", "32", "45", "97", "224"})
  void transformsAnyLengthAsTheDefinitionSays(int length) {
    Random random = new Random(length);
    double[] re = random.doubles(length).toArray();
    double[] im = random.doubles(length).toArray();
    double[] expectedRe = new double[length];
    double[] expectedIm = new double[length];
    for (int k = 0; k < length; k++) {
      for (int n = 0; n < length; n++) {
        double turn = -2 * Math.PI * ((long) k * n % length) / length;
        expectedRe[k] += re[n] * Math.cos(turn) - im[n] * Math.sin(turn);
        expectedIm[k] += re[n] * Math.sin(turn) + im[n] * Math.cos(turn);
      }
    }
    new Fourier(length).transform(re, im, 0, 1);
    assertThat(re).containsExactly(expectedRe, within(1e-9));
    assertThat(im).containsExactly(expectedIm, within(1e-9));
  }

  private static List<byte[]> frames(int count, FrameShape shape) {
    Random random = new Random(5);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              byte[] frame = new byte[shape.bytes()];
              random.nextBytes(frame);
              return frame;
            })
        .toList();
  }

  private static long count(byte[] values, int value) {
    return IntStream.range(0, values.length).filter(i -> values[i] == value).count();
  }

  private static byte[] sorted(byte[] values) {
    byte[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static int range(byte[] values) {
    int[] unsigned =
        IntStream.range(0, values.length).map(i -> values[i] & 0xff).sorted().toArray();
    return unsigned[unsigned.length - 1] - unsigned[0];
  }
}
