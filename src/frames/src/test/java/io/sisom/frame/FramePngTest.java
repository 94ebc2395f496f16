package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.FramePng.Rendered;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramePngTest {
  private final FramePng png = new FramePng(new FrameDecoder(FrameLimits.defaults()));

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void aFrameIsDrawnAtItsOwnSize(String encoding) throws Exception {
    byte[] picture = Frames.picture(encoding, BufferedImage.TYPE_INT_RGB, 60, 40);
    BufferedImage drawn = drawn(Frames.frame(encoding, 0, 0, picture));
    assertThat(drawn.getWidth()).isEqualTo(60);
    assertThat(drawn.getHeight()).isEqualTo(40);
    assertThat(drawn.getRGB(5, 5) >> 16 & 0xff).as("red").isGreaterThan(240);
    assertThat(drawn.getRGB(55, 35) & 0xff).as("blue").isGreaterThan(240);
  }

  @Test
  void aLargeFrameIsReducedInProportion() throws Exception {
    byte[] picture = Frames.picture("png", BufferedImage.TYPE_INT_RGB, 4096, 100);
    BufferedImage drawn = drawn(Frames.frame("png", 0, 0, picture));
    assertThat(drawn.getWidth()).isEqualTo(FramePng.MAX_SIDE);
    assertThat(drawn.getHeight()).isEqualTo(50);
    assertThat(png.size(Frames.frame("png", 0, 0, picture)))
        .contains(new FramePng.Size(FramePng.MAX_SIDE, 50));
  }

  @Test
  void whatIsNoPictureIsSaid() {
    assertThat(png.render(Frames.frame("png", 0, 0, "<svg onload=alert(1)>".getBytes())))
        .isInstanceOf(Rendered.Unrenderable.class);
    assertThat(png.size(Frames.empty("jpeg"))).isEmpty();
  }

  private BufferedImage drawn(io.sisom.schema.SensorFrame frame) throws Exception {
    Rendered rendered = png.render(frame);
    assertThat(rendered).isInstanceOf(Rendered.Png.class);
    return ImageIO.read(new ByteArrayInputStream(((Rendered.Png) rendered).bytes()));
  }
}
