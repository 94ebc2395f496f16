package io.sisom.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
  @ParameterizedTest
  @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\uff1d1"})
  void noCellBeginsLikeAFormula(String text) {
    assertThat(CsvCell.of(text)).matches("(?s)\"?'.*");
  }

  @Test
  void otherTextIsWrittenAsItIs() {
    assertThat(CsvCell.of("robot-1")).isEqualTo("robot-1");
    assertThat(CsvCell.of("it's")).isEqualTo("it's");
    assertThat(CsvCell.of("a,\"b\"")).isEqualTo("\"a,\"\"b\"\"\"");
  }

  @Property
  boolean whatIsWrittenIsReadBack(@ForAll("cells") String text) {
    String cell = CsvCell.of(text);
    boolean quoted = cell.startsWith("\"");
    String bare = quoted ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
    return CsvCell.read(bare).equals(text);
  }

  @net.jqwik.api.Provide
  net.jqwik.api.Arbitrary<String> cells() {
    return net.jqwik.api.Arbitraries.strings().withChars("'=+-@\t\r\n,;\"ab ").ofMaxLength(8);
  }
}
