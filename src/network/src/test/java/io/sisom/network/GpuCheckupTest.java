package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuCheckupTest {
  private static final String DRIVER =
      "NVRM version: NVIDIA UNIX x86_64 Kernel Module  570.86.15\nGCC version:  gcc 12\n";

  @TempDir private Path root;

  @Test
  void aMachineWithoutACardIsToldWhatToInstall() {
    List<GpuFinding> findings = new GpuCheckup(new GpuSigns(root), Map.of()).findings();

    assertThat(GpuCheckup.isUsable(findings)).isFalse();
    assertThat(findings)
        .filteredOn(one -> one.what().equals("driver"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo(GpuFinding.State.MISSING);
              assertThat(one.text()).contains("install NVIDIA's driver");
            });
    assertThat(findings).extracting(GpuFinding::text).noneMatch(text -> text.contains("Exception"));
  }

  @Test
  void aPyTorchForCpusIsToldWhichToInstall() {
    List<GpuFinding> findings = new GpuCheckup(new GpuSigns(root), Map.of()).findings();
    assertThat(findings)
        .filteredOn(one -> one.what().equals("DJL's JNI"))
        .extracting(GpuFinding::state)
        .containsExactly(GpuFinding.State.FOUND);
    assertThat(findings)
        .filteredOn(one -> one.what().equals("PyTorch"))
        .extracting(GpuFinding::text)
        .allMatch(text -> text.contains(" for cu") || text.contains("install torch 2.7.1+cu128"));
  }

  @Test
  void driverAndCardsAreReadFromTheMachinesFiles() throws Exception {
    assertThat(new GpuSigns(root).words()).isEmpty();
    Files.createDirectories(root.resolve("proc/driver/nvidia"));
    Files.writeString(root.resolve("proc/driver/nvidia/version"), DRIVER);
    Files.createDirectories(root.resolve("dev"));
    for (String node : List.of("nvidia1", "nvidia0", "nvidiactl", "null")) {
      Files.createFile(root.resolve("dev").resolve(node));
    }

    GpuSigns signs = new GpuSigns(root);

    assertThat(signs.driver()).hasValueSatisfying(text -> assertThat(text).endsWith("570.86.15"));
    assertThat(signs.cards()).containsExactly("/dev/nvidia0", "/dev/nvidia1");
    assertThat(signs.words()).hasValueSatisfying(text -> assertThat(text).contains("/dev/nvidia1"));
  }

  @Test
  void anyDeviceCanBeTried() {
    GpuTrial trial = new GpuTrial(Device.cpu());
    assertThat(trial.copies().text()).contains("18 MB from pageable memory");
    assertThat(trial.precision(Map.of()).state()).isEqualTo(GpuFinding.State.FOUND);
  }
}
