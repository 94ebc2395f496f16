package io.sisom.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.schema.SensorFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaBoundsTest {
  private static final String HEAD =
      "{\"type\":\"record\",\"namespace\":\"io.sisom.schema\",\"name\":\"SensorFrame\",\"fields\":[";

  @Test
  void whatThisProgramPublishesIsTakenAndIsTheSchemaItWritesWith() throws Exception {
    for (var entry : OurSchemas.texts().entrySet()) {
      Schema read = SchemaBounds.read(entry.getValue(), entry.getKey());
      assertThat(SchemaNormalization.parsingFingerprint64(read)).isEqualTo(entry.getKey());
    }
    assertThat(OurSchemas.texts().keySet())
        .hasSize(13)
        .contains(SchemaNormalization.parsingFingerprint64(SensorFrame.getClassSchema()));
  }

  @Test
  void theFullTextOfASchemaIsTakenLikeItsParsingForm() throws Exception {
    Schema full = SensorFrame.getClassSchema();
    long fingerprint = SchemaNormalization.parsingFingerprint64(full);
    Schema read = SchemaBounds.read(bytes(full.toString(true)), fingerprint);
    assertThat(SchemaNormalization.toParsingForm(read))
        .isEqualTo(SchemaNormalization.toParsingForm(full));
    assertThat(read.toString()).as("nothing else is kept").doesNotContain("doc", "avro.java");
  }

  @Test
  void aSchemaUnderAnothersFingerprintIsRefused() {
    assertThatThrownBy(() -> SchemaBounds.read(bytes(HEAD + "]}"), 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not that of its key");
  }

  @Test
  void aTypeWithinItselfIsRefused() {
    refused(
        HEAD + field("next", "[\"null\",\"SensorFrame\"]") + "]}",
        "has the type SensorFrame within itself");
  }

  @Test
  void aTextThatIsTooLongOrTooDeepIsRefusedBeforeItIsParsed() {
    refused(" ".repeat(SchemaBounds.MAX_BYTES + 1), "bytes, more than 65536");
    refused("[".repeat(60_000), "is nested deeper than 64");
    refused("{\"a\":".repeat(10_000), "is nested deeper than 64");
  }

  @Test
  void typesThatDoubleTheWorkAtEachLevelAreRefused() {
    StringBuilder text = new StringBuilder(HEAD);
    String inner = "\"int\"";
    for (int level = 0; level < 12; level++) {
      String name = "T" + level;
      inner =
          "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s,%s]}"
              .formatted(name, field("a", inner), field("b", again(inner, level)));
    }
    text.append(field("x", inner)).append("]}");
    refused(text.toString(), "has more than 2000 types");
  }

  private static String again(String inner, int level) {
    return level == 0 ? inner : "\"T" + (level - 1) + "\"";
  }

  @Test
  void anArrayWhoseItemsTakeNoBytesIsRefused() {
    refused(
        HEAD + field("x", "{\"type\":\"array\",\"items\":\"null\"}") + "]}",
        "has an array whose items take no bytes");
    refused(
        HEAD
            + field(
                "x",
                "{\"type\":\"array\",\"items\":{\"type\":\"record\",\"name\":\"E\",\"fields\":[]}}")
            + "]}",
        "has an array whose items take no bytes");
  }

  @Test
  void aSchemaThatNamesAJavaClassIsRefused() {
    refused(
        HEAD + field("x", "{\"type\":\"string\",\"java-class\":\"java.io.File\"}") + "]}",
        "names a Java class in java-class");
    refused(
        HEAD
            + field(
                "x", "{\"type\":\"map\",\"values\":\"int\",\"java-key-class\":\"java.net.URL\"}")
            + "]}",
        "names a Java class in java-key-class");
  }

  @Test
  void aTypeOfSomebodyElseIsRefused() {
    refused(
        "{\"type\":\"record\",\"namespace\":\"java.util\",\"name\":\"Map\",\"fields\":[]}",
        "has a type outside the namespace io.sisom.schema");
    refused("\"string\"", "is no record");
    refused("{}", "is no Avro schema");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"a\"", "\"\"", "\"io.sisom.schema.Unknown\"", "[\"a\"]", "1", "null", "a", ""})
  void aTextThatNamesATypeDefinedNowhereIsRefused(String text) {
    refused(text, "is no Avro schema");
  }

  /** Texts of the characters that schemas are made of, which reach deeper than arbitrary bytes. */
  @Property
  void whateverIsWrittenInTheLettersOfASchemaIsRefusedWithAReason(
      @ForAll
          @Chars({'{', '}', '[', ']', '"', ':', ',', 'a', '.', ' ', '1', '\\'})
          @StringLength(max = 40)
          String text) {
    assertThatThrownBy(() -> SchemaBounds.read(bytes(text), 0)).isInstanceOf(IOException.class);
  }

  @Property
  void whateverTheBytesAreTheyAreRefusedWithAReason(@ForAll @Size(max = 400) byte[] bytes) {
    assertThatThrownBy(() -> SchemaBounds.read(bytes, 0)).isInstanceOf(IOException.class);
  }

  private static void refused(String text, String reason) {
    assertThatThrownBy(() -> SchemaBounds.read(bytes(text), 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(reason);
  }

  private static String field(String name, String type) {
    return "{\"name\":\"%s\",\"type\":%s}".formatted(name, type);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
