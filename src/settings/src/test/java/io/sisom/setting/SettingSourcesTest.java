package io.sisom.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingSourcesTest {
  @TempDir private Path dir;

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file =
        Files.writeString(dir.resolve("s.properties"), "alert.k=1\nalert.n=7\ndevice=cpu\n");
    assertThat(
            SettingSources.gather(
                file, Map.of("SISOM_ALERT_K", "2", "SISOM_ALERT_N", "8"), Map.of("alert.k", "3")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("alert.k", "3", "alert.n", "8", "device", "cpu"));
  }

  @Test
  void theLaunchersVariablesAreNoSettings() {
    assertThat(
            SettingSources.gather(
                null,
                Map.of("SISOM_LOG_LEVEL", "WARN", "PATH", "/bin", "SISOM_TEST_PYTHON", "python3"),
                Map.of()))
        .isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = dir.resolve("none.properties");
    assertThatThrownBy(() -> SettingSources.gather(file, Map.of(), Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessage("Settings file " + file + " does not exist");
  }

  @Test
  void aFileThatIsNoPropertiesFileIsRefused() throws Exception {
    Path file = Files.writeString(dir.resolve("s.properties"), "device=\\uZZZZ\n");
    assertThatThrownBy(() -> SettingSources.gather(file, Map.of(), Map.of()))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining("cannot be read");
  }
}
