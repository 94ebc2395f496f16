package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FrameFuzzTest {
  private static final FrameLimits LIMITS = new FrameLimits(1 << 20, 1 << 16, Optional.empty());
  private static final FrameShape SHAPE = new FrameShape(3, 16, 16);
  private static final String[] ENCODINGS = {"rgb8", "rgb8-planar", "jpeg", "png"};

  private final FrameDecoder decoder = new FrameDecoder(LIMITS);
  private final FrameReader reader = new FrameReader(LIMITS);
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);

  @Property(tries = 500)
  void anyBytesReadToAValue(@ForAll @Size(max = 300) byte[] bytes) {
    assertThat(reader.read(bytes)).isInstanceOf(ReadFrame.Unreadable.class);
  }

  @Property(tries = 1000)
  void mutatedFramesReadAndDecodeToAValue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int changes) {
    byte[] value = codec.encode(Frames.frame("png", 0, 0, picture("png")));
    if (reader.read(mutated(value, seed, changes)) instanceof ReadFrame.Read read) {
      assertDecodesToAValue(read.frame());
    }
  }

  @Property(tries = 500)
  void anyContentDecodesToAValue(
      @ForAll @Size(max = 300) byte[] content,
      @ForAll @IntRange(min = 0, max = 3) int encoding,
      @ForAll int width,
      @ForAll int height) {
    assertDecodesToAValue(Frames.frame(ENCODINGS[encoding], width, height, content));
  }

  @Property(tries = 1000)
  void mutatedJpegsDecodeToAValue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int changes) {
    byte[] jpeg = mutated(picture("jpeg"), seed, changes);
    jpeg[0] = (byte) 0xFF;
    jpeg[1] = (byte) 0xD8;
    jpeg[2] = (byte) 0xFF;
    assertDecodesToAValue(Frames.frame("jpeg", 0, 0, jpeg));
  }

  @Property(tries = 1000)
  void mutatedPngsDecodeToAValue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int changes) {
    byte[] png = picture("png");
    byte[] damaged = mutated(png, seed, changes);
    System.arraycopy(png, 0, damaged, 0, 8);
    assertDecodesToAValue(Frames.frame("png", 0, 0, damaged));
  }

  @Property(tries = 300)
  void anyProportionsResizeToTheModelsInput(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = 1, max = 40) int outWidth,
      @ForAll @IntRange(min = 1, max = 40) int outHeight) {
    byte[] flat = new byte[3 * width * height];
    java.util.Arrays.fill(flat, (byte) 200);
    FrameShape shape = new FrameShape(3, outHeight, outWidth);
    DecodedFrame decoded =
        new FrameDecoder(FrameLimits.defaults())
            .decode(Frames.frame("rgb8-planar", width, height, flat), shape);
    byte[] pixels = ((DecodedFrame.Pixels) decoded).planar();
    assertThat(pixels).hasSize(shape.bytes()).containsOnly((byte) 200);
  }

  private void assertDecodesToAValue(SensorFrame frame) {
    DecodedFrame decoded = decoder.decode(frame, SHAPE);
    if (decoded instanceof DecodedFrame.Pixels pixels) {
      assertThat(pixels.planar()).hasSize(SHAPE.bytes());
    } else {
      assertThat(((DecodedFrame.Undecodable) decoded).reason()).isNotBlank().hasSizeLessThan(400);
    }
  }

  private static byte[] picture(String format) {
    return Frames.picture(format, BufferedImage.TYPE_INT_RGB, 24, 20);
  }

  private static byte[] mutated(byte[] bytes, long seed, int changes) {
    byte[] mutated = bytes.clone();
    Random random = new Random(seed);
    for (int i = 0; i < changes; i++) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }
}
