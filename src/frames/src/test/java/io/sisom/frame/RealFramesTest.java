package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.method.FrameShape;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** Against the same frames as Pillow decoded and resized them. */
class RealFramesTest {
  private static final Path FEED = Path.of("../shared/data/cifar10-ood/feed");
  private static final int RECORD = 3073;

  @Test
  void resizesARobotsFramesAsPillowDoes() throws Exception {
    Path tar = FEED.resolve("donkeycar-160x120.tar");
    assumeTrue(Files.exists(tar), "needs the real frames beside the project");
    FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());
    FrameShape shape = new FrameShape(3, 32, 32);
    long difference = 0;
    int largest = 0;
    int frames = 0;
    try (TarArchiveInputStream images = new TarArchiveInputStream(open(tar));
        InputStream records = new GZIPInputStream(open(FEED.resolve("donkeycar-32x32.bin.gz")))) {
      while (images.getNextEntry() != null) {
        DecodedFrame decoded =
            decoder.decode(Frames.frame("jpeg", 160, 120, images.readAllBytes()), shape);
        byte[] ours = ((DecodedFrame.Pixels) decoded).planar();
        byte[] record = records.readNBytes(RECORD);
        for (int i = 0; i < ours.length; i++) {
          int apart = Math.abs((ours[i] & 0xff) - (record[i + 1] & 0xff));
          difference += apart;
          largest = Math.max(largest, apart);
        }
        frames++;
      }
    }
    double mean = (double) difference / (3072L * frames);
    assertThat(frames).isEqualTo(1167);
    assertThat(mean).isLessThan(0.1);
    assertThat(largest).isLessThan(8);
  }

  private static InputStream open(Path file) throws Exception {
    return new BufferedInputStream(Files.newInputStream(file));
  }
}
