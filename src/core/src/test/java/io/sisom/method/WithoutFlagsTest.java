package io.sisom.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Java user who adds no module gets plain Java, told once, and the same answers. */
@Tag("numeric")
class WithoutFlagsTest {
  @Test
  void aJvmWithoutTheModuleSearchesInPlainJava() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor()).as(said).isZero();
    assertThat(said)
        .contains("plain found row 1 at 0.5")
        .containsOnlyOnce("the module jdk.incubator.vector is not added")
        .doesNotContain("WARNING");
  }

  /** What such a user writes. */
  static final class Program {
    private Program() {}

    public static void main(String[] args) {
      KnownSet known =
          KnownSet.of(new FloatFeatures(new float[] {0, 2, 9}, 3, 1), new int[] {0, 0, 1}, 2);
      Neighbors found =
          known.nearest(
              FloatFeatures.ofRow(new float[] {2.5f}), 0, 0, Neighbors.NONE, OuterReading.QUERY);
      System.out.println(
          DistanceKernel.preferred().name()
              + (" found row " + found.innerRow())
              + (" at " + found.inner()));
    }
  }
}
