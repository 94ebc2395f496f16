package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.FrameScore;
import io.sisom.schema.PooledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PooledFramesTest {
  private static final int BYTES = 50_000;

  @Test
  void aFrameStaysWhereItLies() {
    PooledFrame pooled = PooledFrames.of(scored(true, 7L));
    assertThat(pooled.getWhole()).isFalse();
    assertThat(pooled.getEnhanced().remaining()).isEqualTo(2 * Float.BYTES);
    assertThat(AvroCodec.of(PooledFrame.class).encode(pooled)).hasSizeLessThan(BYTES / 100);
  }

  @Test
  void aFrameThatBearsNoBytesOrWhosePlaceIsUnknownGoesAlong() {
    assertThat(PooledFrames.of(scored(false, 7L)).getFrame().getUri()).isEqualTo("s3://there");
    assertThat(PooledFrames.of(scored(false, 7L)).getWhole()).isTrue();
    assertThat(PooledFrames.of(scored(true, null)).getWhole()).isTrue();
    assertThat(PooledFrames.of(scored(true, null)).getFrame().getContent().remaining())
        .isEqualTo(BYTES);
  }

  private static ScoredFrame scored(boolean bytes, @Nullable Long offset) {
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId("f")
            .setSensorId("s")
            .setCapturedAt(Instant.EPOCH)
            .setEncoding("jpeg")
            .setContent(bytes ? ByteBuffer.allocate(BYTES) : null)
            .setUri(bytes ? null : "s3://there")
            .build();
    FrameScore score =
        FrameScore.newBuilder()
            .setFrameId("f")
            .setSensorId("s")
            .setCapturedAt(Instant.EPOCH)
            .setScoredAt(Instant.EPOCH)
            .setPredicted("cat")
            .setInnerDistance(1)
            .setOuterDistance(1)
            .setRatio(1)
            .setEnergy(0)
            .setSisome(1)
            .setPValue(0.1)
            .setModelVersion("m")
            .setReferenceVersion(1)
            .setFramePartition(offset == null ? null : 0)
            .setFrameOffset(offset)
            .build();
    return new ScoredFrame(frame, score, new float[] {0.5f, -0.5f});
  }
}
