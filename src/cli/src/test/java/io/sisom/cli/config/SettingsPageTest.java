package io.sisom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
  @Test
  void docsHoldThePageOfTheCode() throws Exception {
    assertThat(Files.readString(Path.of("docs/configuration.md")))
        .as("write it anew with: ./sisom config > docs/configuration.md")
        .isEqualTo(SettingsPage.markdown());
  }

  @Test
  void saysInWordsWhatIsAccepted() {
    assertThat(SettingsPage.markdown()).doesNotContain("Lambda").doesNotContain("@");
  }
}
