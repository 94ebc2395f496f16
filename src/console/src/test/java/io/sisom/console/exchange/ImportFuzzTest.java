package io.sisom.console.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that other tools wrote, damaged: read as far as they make sense, or refused in words. */
@Tag("fuzz")
class ImportFuzzTest {
  private static final int INPUTS = LongForm.of(3_000, 100_000);
  private static final long MAX_BYTES = 4 << 20;
  private static final List<String> FRAMES = List.of("robot-1-000068", "robot-1/000069");

  @ParameterizedTest
  @EnumSource
  void damagedFilesAreReadOrRefused(ExchangeFormat format) throws Exception {
    List<byte[]> files = new ArrayList<>();
    files.add(fixture("written-" + format.word() + ".txt"));
    files.add(fixture(format == ExchangeFormat.CSV ? "labels.csv" : format.word() + ".json"));
    int taken =
        new Fuzz("import of " + format.word(), 1, INPUTS, MAX_BYTES)
            .run(random -> Damage.of(random, files), file -> takes(format, file));
    assertThat(taken).as("some survive their damage").isPositive();
  }

  /** Begins as UTF-32 does, which JSON may be written in, and goes on as it cannot. */
  @ParameterizedTest
  @EnumSource(names = {"LABEL_STUDIO", "COCO"})
  void bytesThatAreNoTextAreNoJson(ExchangeFormat format) {
    byte[] bytes = {0, 0, 0, '[', 0x20, 0x39, 0x22, 0x6f, 0, 0, 0, ']'};
    assertThatThrownBy(() -> Reading.of(format, bytes, FRAMES))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("is not JSON");
  }

  private static boolean takes(ExchangeFormat format, byte[] file) throws Exception {
    try {
      ImportedAnswers answers = Reading.answers(format, file, FRAMES);
      Reading.said(answers).forEach(said -> assertThat(said).isNotBlank());
      return true;
    } catch (ImportException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
  }

  private static byte[] fixture(String name) throws Exception {
    try (InputStream in = ImportFuzzTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
