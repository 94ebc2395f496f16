package io.sisom.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.frame.FrameShape;
import io.sisom.model.Activations;
import io.sisom.model.BundleDescription;
import io.sisom.model.BundleMethods;
import io.sisom.model.Network;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {
  private final LabelPool pool = new LabelPool();
  private final AskedNetwork network = new AskedNetwork();

  @Test
  void runsNoBackwardPassWhereNoGradientIsRead() {
    extract(Set.of());
    assertThat(network.asked).containsExactly(Set.of(), Set.of());
    assertThat(pool.features().taps()).hasSize(3 * 4);
    assertThat(pool.features().tapGrads()).isEmpty();
  }

  @Test
  void asksForTheGradientsThatAreRead() {
    extract(Set.of("late"));
    assertThat(network.asked).containsExactly(Set.of("late"), Set.of("late"));
    assertThat(pool.features().tapGrads()).hasSize(3 * 4).containsOnly(0.5f);
  }

  /** Three frames in batches of two. */
  private void extract(Set<String> gradientTaps) {
    FeatureExtractor extractor =
        new FeatureExtractor(
            network,
            new FrameDecoder(FrameLimits.defaults()),
            pool,
            new FittingSample(0),
            2,
            gradientTaps);
    for (String id : List.of("a", "b", "c")) {
      SensorFrame frame =
          new SensorFrame(
              id, "cam", Instant.EPOCH, "rgb8", 1, 1, ByteBuffer.wrap(new byte[3]), null);
      LabeledFrame labeled =
          LabeledFrame.newBuilder()
              .setFrame(frame)
              .setLabel("cat")
              .setLabeledAt(Instant.EPOCH)
              .setAnnotator("test")
              .build();
      assertThat(extractor.add(id, labeled)).isTrue();
    }
    extractor.flush();
  }

  private static final class AskedNetwork implements Network {
    private final List<Set<String>> asked = new ArrayList<>();

    @Override
    public BundleDescription description() {
      return new BundleDescription(
          "m",
          new FrameShape(3, 1, 1),
          Pool.HEAD.labels(),
          Pool.LAYOUT,
          2,
          BundleMethods.unnamed(Pool.LAYOUT));
    }

    @Override
    public Activations run(List<byte[]> frames, Set<String> gradientTaps) {
      asked.add(gradientTaps);
      int n = frames.size();
      float[] gradients = new float[gradientTaps.isEmpty() ? 0 : 4 * n];
      java.util.Arrays.fill(gradients, 0.5f);
      return new Activations(n, new float[3 * n], new float[4 * n], gradients);
    }

    @Override
    public void close() {}
  }
}
