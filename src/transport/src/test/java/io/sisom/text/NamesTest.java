package io.sisom.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @Test
  void ordinaryNamesAreTakenWithoutTheSpaceAroundThem() {
    assertThat(Names.label("  traffic light ")).contains("traffic light");
    assertThat(Names.label("Gira\u0308ffe")).as("composed").contains("Gir\u00e4ffe");
    assertThat(Names.annotator("ann@example.org")).contains("ann@example.org");
    assertThat(Names.label("<script>alert(1)</script>")).as("text is text").isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traffic\u00a0light",
        "traffic  light",
        "traffic\u2003light",
        "\u3000traffic \u2009light\u00a0"
      })
  void everyKindOfSpaceIsOnePlainOne(String name) {
    assertThat(Names.label(name)).contains("traffic light");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u00a0",
        "two\nlines",
        "tab\tbed",
        "nul\u0000",
        "turned\u202etxt",
        "lone\ud800",
        "car\u200b",
        "car\u200d",
        "car\u2060",
        "\ufeffcar",
        "c\u00adar",
        "ca\u034fr",
        "car\ufe0f",
        "car\u3164",
        "car\u115f",
        "car\u2800",
        "car\udb40\udc20",
        "\u2067car\u2069",
        "\u061ccar",
        "private\ue000",
        "unassigned\uffff",
        "\u0301",
        "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307"
      })
  void whatIsNoPlainLineIsRefused(String name) {
    assertThat(Names.label(name)).isEmpty();
    assertThat(Names.annotator(name)).isEmpty();
    assertThat(Names.sensor(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0645\u06cc\u200c\u0631\u0648\u0645", // Persian, with the non-joiner it is spelled with
        "\u0915\u094d\u200d\u0937", // Devanagari with a joiner
        "\u05d9\u05dc\u05d3", // Hebrew
        "\u5b66\u6821",
        "\ud83d\ude97"
      })
  void wordsOfEveryScriptAreNames(String name) {
    assertThat(Names.label(name)).contains(name);
    assertThat(Unseen.escaped(name)).isEqualTo(name);
  }

  @Test
  void whatIsTooLongOrWouldSplitAKeyIsRefused() {
    assertThat(Names.label("x".repeat(Names.MAX_LABEL_LENGTH))).isPresent();
    assertThat(Names.label("x".repeat(Names.MAX_LABEL_LENGTH + 1))).isEmpty();
    assertThat(Names.annotator("a|b")).isEmpty();
  }

  @Test
  void whatCannotBeSeenIsShownAsAnEscape() {
    assertThat(Unseen.escaped("a\u202eb\n")).isEqualTo("a\\u{202e}b\\u{a}");
    assertThat(Unseen.escaped("a\\ud800 \u00e4")).isEqualTo("a\\ud800 \u00e4");
    assertThat(Names.inId("e\u0301\u200b.jpg")).isEqualTo("\u00e9\\u{200b}.jpg");
  }
}
