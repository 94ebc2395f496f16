package io.sisom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
  private record Row(@Nullable String id, double ratio, boolean active) {}

  @Test
  void quotesCsvWhereACellWouldEndEarly() {
    assertThat(print(OutputFormat.CSV, new Row("a,\"b\"\nc", 0.5, true)))
        .isEqualTo("id,ratio,active\n\"a,\"\"b\"\"\nc\",0.5,true\n");
  }

  @Test
  void csvBeginsNoFormulaAndLeavesNumbersNumbers() {
    assertThat(print(OutputFormat.CSV, new Row("=cmd|' /C calc'!A0", -0.5, true)))
        .endsWith("\n'=cmd|' /C calc'!A0,-0.5,true\n");
  }

  @Test
  void csvLeavesWhatIsMissingEmpty() {
    assertThat(print(OutputFormat.CSV, new Row(null, 1, false))).endsWith("\n,1.0,false\n");
  }

  @Test
  void jsonStaysJsonWhereANumberIsNotFinite() throws Exception {
    for (double value : new double[] {Double.POSITIVE_INFINITY, Double.NaN}) {
      var json = new ObjectMapper().readTree(print(OutputFormat.JSON, new Row(null, value, true)));
      assertThat(json.get("ratio").isTextual()).isTrue();
      assertThat(json.get("ratio").asText()).isEqualTo(Double.toString(value));
      assertThat(json.get("active").isBoolean()).isTrue();
      assertThat(json.get("id").isNull()).isTrue();
    }
  }

  @Test
  void textLetsNoFrameIdSteerTheTerminal() {
    assertThat(print(OutputFormat.TEXT, new Row("\u001b[2J\u009b1m\u202ex\n", 1, true)))
        .isEqualTo("id=\\u{1b}[2J\\u{9b}1m\\u{202e}x\\u{a}  ratio=1.000  active=true\n");
  }

  private static String print(OutputFormat format, Row row) {
    StringWriter out = new StringWriter();
    RowPrinter<Row> printer =
        new RowPrinter<>(
            new PrintWriter(out),
            format,
            List.of(
                new Column<>("id", Row::id),
                new Column<>("ratio", Row::ratio),
                new Column<>("active", Row::active)));
    printer.header();
    printer.row(row);
    printer.flush();
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
