package io.sisom.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.sisom.method.Activations;
import io.sisom.network.DistancePlace;
import io.sisom.network.Placement;
import io.sisom.network.Precision;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.Arithmetic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 16 bits run on a CPU too, only slowly: what is refused by the setting is held here. */
class PrecisionTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FLOAT16", "BFLOAT16"})
  void sixteenBitsStayCloseToFloat32(Precision precision) throws Exception {
    Activations exact = run(Precision.FLOAT32);
    Activations got = run(precision);

    assertThat(got.taps()).isNotEqualTo(exact.taps());
    assertThat(got.logits()).containsExactly(exact.logits(), within(0.05f));
    assertThat(got.taps()).containsExactly(exact.taps(), within(0.05f));
    assertThat(got.tapGradients()).containsExactly(exact.tapGradients(), within(0.01f));
  }

  @Test
  void tf32IsFloat32WhereThereIsNone() throws Exception {
    assertThat(run(Precision.TF32).taps()).isEqualTo(run(Precision.FLOAT32).taps());
  }

  @Test
  void aPlacementSaysInWhichNumbersItComputes() {
    assertThat(placement(Precision.BFLOAT16).arithmetic())
        .isEqualTo(new Arithmetic("bfloat16", "cpu"));
  }

  private Activations run(Precision precision) throws Exception {
    try (ScoringKernel kernel =
        ScoringKernel.open(TinyBundle.exported(folder), placement(precision))) {
      List<byte[]> frames = new ArrayList<>();
      Random random = new Random(3);
      for (int i = 0; i < 4; i++) {
        byte[] frame = new byte[kernel.description().input().bytes()];
        random.nextBytes(frame);
        frames.add(frame);
      }
      return kernel.run(frames);
    }
  }

  private static Placement placement(Precision precision) {
    Placement cpu = Placement.on(Device.cpu());
    return new Placement(cpu.device(), precision, cpu.threads(), DistancePlace.AUTO);
  }
}
