package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ResizeProperties {
  @Property(tries = 300)
  void anyProportionsResizeToTheModelsInput(
      @ForAll @IntRange(min = 1, max = 300) int width,
      @ForAll @IntRange(min = 1, max = 300) int height,
      @ForAll @IntRange(min = 1, max = 40) int outWidth,
      @ForAll @IntRange(min = 1, max = 40) int outHeight) {
    byte[] flat = new byte[3 * width * height];
    Arrays.fill(flat, (byte) 200);
    FrameShape shape = new FrameShape(3, outHeight, outWidth);
    DecodedFrame decoded =
        new FrameDecoder(FrameLimits.defaults())
            .decode(Frames.frame("rgb8-planar", width, height, flat), shape);
    byte[] pixels = ((DecodedFrame.Pixels) decoded).planar();
    assertThat(pixels).hasSize(shape.bytes()).containsOnly((byte) 200);
  }
}
