package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.GrayBundle;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network of one channel and two classes, and colored pictures. */
class GrayNetworkTest {
  @TempDir Path dir;

  private Path folder;

  @BeforeEach
  void unpack() throws Exception {
    folder = GrayBundle.unpack(dir.resolve("grey"));
  }

  @Test
  void scoresAsPythonDoes() throws Exception {
    assertThat(new ZooAnimal(folder).measured().largest()).isLessThan(1e-4);
  }

  @Test
  void seesColoredPicturesAsPillowTurnsThemGray() throws Exception {
    BundleDescription description = ModelBundle.open(folder).description();
    List<byte[]> gray = new ZooAnimal(folder).frames(description.input().bytes());
    FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());
    for (int i = 0; i < gray.size(); i++) {
      byte[] png = Files.readAllBytes(folder.resolve("picture-" + i + ".png"));
      SensorFrame frame = frame(png);
      DecodedFrame decoded = decoder.decode(frame, description.input());
      assertThat(((DecodedFrame.Pixels) decoded).planar()).containsExactly(gray.get(i));
    }
  }

  @Test
  void drawsAHeatMap() throws Exception {
    try (ScoringKernel kernel = ScoringKernel.open(ModelBundle.open(folder), Device.cpu())) {
      byte[] frame = new ZooAnimal(folder).frames(kernel.description().input().bytes()).get(0);
      assertThat(kernel.heatMap(frame)).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFittedOnOutliersOfOneChannel(OutlierFamily family) throws Exception {
    BundleDescription description = ModelBundle.open(folder).description();
    List<byte[]> frames = new ZooAnimal(folder).frames(description.input().bytes()).subList(0, 2);
    List<byte[]> made = family.from(frames, new int[] {0, 1}, description.input());
    assertThat(made).hasSize(2).allMatch(one -> one.length == description.input().bytes());
    assertThat(made.get(0)).isNotEqualTo(frames.get(0));
  }

  private static SensorFrame frame(byte[] png) {
    return SensorFrame.newBuilder()
        .setFrameId("f")
        .setSensorId("s")
        .setCapturedAt(Instant.EPOCH)
        .setEncoding("png")
        .setWidth(32)
        .setHeight(32)
        .setContent(ByteBuffer.wrap(png))
        .build();
  }
}
