package io.sisom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameReader;
import io.sisom.frame.ReadFrame;
import io.sisom.method.FrameShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleFramesTest {
  private static final FrameShape SHAPE = new FrameShape(3, 32, 32);

  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());
  private final FrameReader reader = new FrameReader(FrameLimits.defaults());

  @Test
  void areOfTheSizesTheFiguresSpeakOf() {
    assertThat(SampleFrames.raw(32, 32).meanBytes()).isEqualTo(3072);
    assertThat(SampleFrames.jpeg(640, 480, 0.85f).meanBytes()).isBetween(40_000.0, 60_000.0);
  }

  @Test
  void canBeReadAndDecodedAndDifferFromEachOther() {
    for (SampleFrames frames :
        List.of(
            SampleFrames.raw(32, 32),
            SampleFrames.jpeg(320, 240, 0.85f),
            SampleFrames.png(64, 48))) {
      byte[] first = pixels(frames.record(0, "x-", 2));
      assertThat(first).isNotEqualTo(pixels(frames.record(1, "x-", 2)));
      assertThat(first).isEqualTo(pixels(frames.record(SampleFrames.PICTURES, "x-", 2)));
    }
  }

  private byte[] pixels(byte[] record) {
    ReadFrame.Read read = (ReadFrame.Read) reader.read(record);
    return ((DecodedFrame.Pixels) decoder.decode(read.frame(), SHAPE)).planar();
  }
}
