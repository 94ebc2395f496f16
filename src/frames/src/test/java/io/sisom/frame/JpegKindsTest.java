package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds of JPEG that cameras and other programs write, by both decoders. */
class JpegKindsTest {
  private static final int SIDE = 64;
  private static final FrameShape SHAPE = new FrameShape(3, SIDE, SIDE);
  private static final BufferedImage PHOTO =
      Photos.photo(SIDE, SIDE, BufferedImage.TYPE_INT_RGB, 4);
  private static final byte[] ORDINARY = Photos.jpeg(PHOTO, false);
  private static final byte[] FULL_CHROMA = Photos.jpeg(PHOTO, false, "1", "1");

  static Stream<FrameDecoder> decoders() {
    FrameLimits limits = FrameLimits.defaults();
    return Stream.of(new FrameDecoder(limits), FrameDecoder.withoutNativeCode(limits));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void framesOfMotionJpegHaveTheStandardsTables(FrameDecoder decoder) {
    pixels(decoder, Jpegs.withOwnTables(PHOTO));
    byte[] frame = Jpegs.without(ORDINARY, Jpegs.HUFFMAN);
    assertThat(frame.length).isLessThan(ORDINARY.length - 400);
    assertThat(pixels(decoder, frame)).isEqualTo(pixels(decoder, ORDINARY));
    byte[] someMissing = Jpegs.replaced(frame, 2, 2, firstTable());
    assertThat(pixels(decoder, someMissing)).isEqualTo(pixels(decoder, ORDINARY));
  }

  /** The table for luminance's DC values alone. */
  private static int[] firstTable() {
    int at = Jpegs.find(ORDINARY, Jpegs.HUFFMAN, 2);
    int[] table = new int[2 + 2 + 1 + 16 + 12];
    for (int i = 0; i < table.length; i++) {
      table[i] = ORDINARY[at + i] & 0xff;
    }
    table[3] = 2 + 1 + 16 + 12;
    return table;
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void aPictureWithoutQuantizersIsRefusedWhateverCameBefore(FrameDecoder decoder) {
    byte[] bare = Jpegs.without(ORDINARY, Jpegs.QUANTIZERS);
    for (int round = 0; round < 2; round++) {
      assertThat(refusal(decoder, bare))
          .isEqualTo(
              new Undecodable(
                  FrameFault.IMAGE,
                  "jpeg data is damaged: its quantization table 0 is not defined"));
      pixels(decoder, ORDINARY);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void whatFollowsThePictureIsNoneOfIt(FrameDecoder decoder) {
    byte[] expected = pixels(decoder, ORDINARY);
    byte[] head = Arrays.copyOf(ORDINARY, ORDINARY.length / 2);
    assertThat(pixels(decoder, Jpegs.followedBy(ORDINARY, new byte[70_000]))).isEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.followedBy(ORDINARY, head))).isEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.followedBy(ORDINARY, ORDINARY))).isEqualTo(expected);
    for (int seed = 0; seed < 40; seed++) {
      byte[] noise = new byte[1 << 20];
      new Random(seed).nextBytes(noise);
      assertThat(pixels(decoder, Jpegs.followedBy(ORDINARY, noise))).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void markersInsideOfOtherSegmentsAreNoMarkers(FrameDecoder decoder) {
    int[] segment = new int[4 + 600];
    segment[0] = 0xFF;
    segment[1] = 0xE1;
    segment[2] = 602 >> 8;
    segment[3] = 602 & 0xff;
    for (int i = 4; i < segment.length; i += 2) {
      segment[i] = 0xFF;
      segment[i + 1] = i % 4 == 0 ? 0xDA : 0xD9;
    }
    assertThat(pixels(decoder, Jpegs.replaced(ORDINARY, 2, 2, segment)))
        .isEqualTo(pixels(decoder, ORDINARY));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void strayBytesBetweenMarkersHarmNothing(FrameDecoder decoder) {
    int end = ORDINARY.length - 2;
    int scan = Jpegs.find(ORDINARY, Jpegs.SCAN, 2);
    byte[] expected = pixels(decoder, ORDINARY);
    assertThat(pixels(decoder, Jpegs.replaced(ORDINARY, end, end, 0, 0, 17))).isEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.replaced(ORDINARY, end, end, 0xFF, 0xFF))).isEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.replaced(ORDINARY, scan, scan, 9, 0xFF, 0xFF)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void aLostPartIsNoticedThoughThePictureEnds(FrameDecoder decoder) {
    for (byte[] whole :
        new byte[][] {ORDINARY, FULL_CHROMA, Photos.jpeg(PHOTO, true), fullGray()}) {
      int from = Jpegs.data(whole);
      int length = whole.length - 2 - from;
      byte[] middle = Jpegs.replaced(whole, from + length / 3, from + 2 * length / 3);
      assertThat(refusal(decoder, middle).fault()).isIn(FrameFault.TRUNCATED, FrameFault.IMAGE);
      byte[] tail = Jpegs.replaced(whole, from + length / 2, whole.length - 2);
      assertThat(refusal(decoder, tail).fault()).isEqualTo(FrameFault.TRUNCATED);
      byte[] all = Jpegs.replaced(whole, from, whole.length - 2);
      assertThat(refusal(decoder, all).fault()).isEqualTo(FrameFault.TRUNCATED);
      byte[] end = Arrays.copyOf(whole, whole.length - 2);
      assertThat(refusal(decoder, end).reason()).contains("no end-of-image marker");
    }
  }

  private static byte[] fullGray() {
    return Photos.jpeg(Photos.photo(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY, 4), false, "1", "1");
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void colorsThatNothingExplainsAreLumaAndChroma(FrameDecoder decoder) {
    byte[] expected = pixels(decoder, FULL_CHROMA);
    byte[] bare = Jpegs.without(FULL_CHROMA, Jpegs.JFIF);
    assertThat(pixels(decoder, bare)).isEqualTo(expected);
    int[][] others = {{0, 1, 2}, {1, 34, 35}, {'Y', 'C', 'c'}, {7, 7, 7}};
    for (int[] ids : others) {
      assertThat(pixels(decoder, Jpegs.withIds(bare, ids))).isEqualTo(expected);
    }
    assertThat(pixels(decoder, Jpegs.withAdobe(bare, 1))).isEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.withIds(FULL_CHROMA, 'R', 'G', 'B'))).isEqualTo(expected);
    byte[] rgb = pixels(decoder, Jpegs.withIds(bare, 'R', 'G', 'B'));
    assertThat(rgb).isNotEqualTo(expected);
    assertThat(pixels(decoder, Jpegs.withAdobe(bare, 0))).isEqualTo(rgb);
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void fourComponentsAreInkInverted(FrameDecoder decoder) {
    int[] ink = new int[4 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      ink[4 * i] = 200 - i / 64;
      ink[4 * i + 1] = 2 * (i / 64);
      ink[4 * i + 2] = 90;
      ink[4 * i + 3] = 250 - 3 * (i % 64);
    }
    byte[] plain = Jpegs.ofFour(SIDE, SIDE, ink);
    byte[] pixels = pixels(decoder, plain);
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int plane = 0; plane < 3; plane++) {
        assertThat(pixels[plane * SIDE * SIDE + i] & 0xff)
            .isCloseTo(
                ink[4 * i + plane] * ink[4 * i + 3] / 255, org.assertj.core.data.Offset.offset(4));
      }
    }
    assertThat(pixels(decoder, Jpegs.withAdobe(plain, 0))).isEqualTo(pixels);
    byte[] chroma = pixels(decoder, Jpegs.withAdobe(plain, 2));
    int at = 10 * SIDE + 3;
    double red = ink[4 * at] + 1.402 * (ink[4 * at + 2] - 128);
    assertThat(chroma[at] & 0xff)
        .isCloseTo(
            (int) ((255 - red) * ink[4 * at + 3] / 255), org.assertj.core.data.Offset.offset(5));
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void whatIsNotReadIsRefusedByName(FrameDecoder decoder) {
    int frame = Jpegs.frame(ORDINARY);
    assertThat(changed(decoder, frame + 1, 0xC3)).contains("lossless");
    assertThat(changed(decoder, frame + 1, 0xC5)).contains("hierarchical");
    assertThat(changed(decoder, frame + 1, 0xC9)).contains("arithmetically coded");
    assertThat(changed(decoder, frame + 4, 12)).contains("12 bits, not 8");
    byte[] heightLater = ORDINARY.clone();
    heightLater[frame + 5] = 0;
    heightLater[frame + 6] = 0;
    assertThat(refusal(decoder, heightLater).fault()).isIn(FrameFault.IMAGE, FrameFault.SIZE);
    byte[] tables = Jpegs.replaced(ORDINARY, frame, ORDINARY.length - 2);
    assertThat(refusal(decoder, tables).reason()).contains("tables and no picture");
    byte[] two = Jpegs.replaced(ORDINARY, frame + 16, frame + 19);
    two[frame + 3] -= 3;
    two[frame + 9] = 2;
    assertThat(refusal(decoder, two).reason()).contains("2 components");
  }

  private static String changed(FrameDecoder decoder, int at, int value) {
    byte[] jpeg = ORDINARY.clone();
    jpeg[at] = (byte) value;
    return refusal(decoder, jpeg).reason();
  }

  @ParameterizedTest
  @MethodSource("decoders")
  void aPicturePaintedOverAndOverIsRefused(FrameDecoder decoder) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    write(jpeg, 0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0);
    jpeg.writeBytes(new byte[64]);
    write(jpeg, 0xFF, 0xC2, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0);
    for (int table : new int[] {0x00, 0x10}) { // one code, 0, of the symbol 0
      write(jpeg, 0xFF, 0xC4, 0, 20, table, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
    write(jpeg, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 0, 0, 0x7F);
    for (int bits : new int[] {0x02, 0x21, 0x10}) {
      for (int k = 1; k < 64; k++) {
        write(jpeg, 0xFF, 0xDA, 0, 8, 1, 1, 0, k, k, bits, 0x7F);
      }
    }
    write(jpeg, 0xFF, 0xD9);
    assertThat(refusal(decoder, jpeg.toByteArray()))
        .isEqualTo(
            new Undecodable(FrameFault.BOMB, "jpeg data holds more scans than the limit of 128"));
  }

  private static void write(ByteArrayOutputStream out, int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
  }

  private static byte[] pixels(FrameDecoder decoder, byte[] jpeg) {
    DecodedFrame decoded = decoder.decode(Frames.frame("jpeg", 0, 0, jpeg), SHAPE);
    assertThat(decoded).isInstanceOf(Pixels.class);
    return ((Pixels) decoded).planar();
  }

  private static Undecodable refusal(FrameDecoder decoder, byte[] jpeg) {
    DecodedFrame decoded = decoder.decode(Frames.frame("jpeg", 0, 0, jpeg), SHAPE);
    assertThat(decoded).isInstanceOf(Undecodable.class);
    return (Undecodable) decoded;
  }
}
