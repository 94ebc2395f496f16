package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DamagedDescriptionTest {
  private static final String REAL =
      "{\"format\":1,\"name\":\"m\",\"input\":{\"dtype\":\"uint8\",\"channels\":3,\"height\":8,"
          + "\"width\":8,\"colour\":\"RGB\"},\"penultimate\":4,\"labels\":[\"a\",\"b\"],"
          + "\"taps\":[{\"name\":\"t\",\"offset\":0,\"width\":4}],\"pooling\":\"mean\"}";

  private final Path file;

  DamagedDescriptionTest(@TempDir Path dir) {
    this.file = dir.resolve("model.json");
  }

  @Test
  void readsADescription() throws Exception {
    Files.writeString(file, REAL);
    assertThat(BundleDescription.read(file).labels()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        REAL + " | null",
        "\"labels\":[\"a\",\"b\"] | \"labels\":[\"a\",null]",
        "{\"name\":\"t\",\"offset\":0,\"width\":4} | null",
        "\"name\":\"t\" | \"name\":null",
        "\"height\":8 | \"height\":2147483647",
      })
  void refusesWhatIsNotThereOrTooLarge(String instead, String of) throws Exception {
    Files.writeString(file, REAL.replace(instead, of));
    assertThatThrownBy(() -> BundleDescription.read(file))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("model.json");
  }
}
