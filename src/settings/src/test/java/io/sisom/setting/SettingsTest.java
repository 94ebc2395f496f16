package io.sisom.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  /** Shades of paint. */
  enum Shade {
    LIGHT,
    VERY_DARK
  }

  /** A record within another. */
  record Brush(
      @Setting(key = "paint.brush.width", value = "2.5", above = 0, max = 10) @Meaning("How wide.")
          double width,
      @Setting(key = "paint.brush.owner", value = "") @Meaning("Whose.") Optional<Path> owner) {}

  /** No setting. */
  record Price(int euros) {}

  /** Reads a price. */
  static final class Euros implements SettingType<Price> {
    @Override
    public Price read(String text) {
      if (!text.endsWith("€")) {
        throw new IllegalArgumentException("no euros");
      }
      return new Price(Integer.parseInt(text.substring(0, text.length() - 1)));
    }

    @Override
    public String accepted() {
      return "number of euros, like 5€";
    }
  }

  /** Each kind of setting once. */
  record Paint(
      @Setting(key = "paint.coats", value = "2", min = 1, max = 9) @Meaning("How many.") int coats,
      @Setting(key = "paint.bytes", value = "8589934592", min = 0) @Meaning("Bytes.") long bytes,
      @Setting(key = "paint.dry.ms", value = "1500", min = 0) @Meaning("How long.") Duration dry,
      @Setting(key = "paint.gloss", value = "false") @Meaning("Whether it shines.") boolean gloss,
      @Setting(key = "paint.name", value = "sea") @Meaning("What it is called.") String name,
      @Setting(key = "paint.shade", value = "light") @Meaning("How dark.") Shade shade,
      @Setting(key = "paint.shades", value = "") @Meaning("Others.") Set<Shade> shades,
      @Setting(key = "paint.shops", value = "a, b") @Meaning("Where.") List<String> shops,
      @Setting(key = "paint.pin", value = "", secret = true) @Meaning("PIN.") String pin,
      @Setting(key = "paint.price", value = "7€", type = Euros.class) @Meaning("Price.")
          Price price,
      Brush brush) {
    Paint {
      if (coats > 5 && !gloss) {
        throw new SettingException("paint.coats", coats, "must be at most 5 without paint.gloss");
      }
    }
  }

  @Test
  void readsEveryKindOfDefault() {
    assertThat(Settings.defaults(Paint.class))
        .isEqualTo(
            new Paint(
                2,
                8_589_934_592L,
                Duration.ofMillis(1500),
                false,
                "sea",
                Shade.LIGHT,
                Set.of(),
                List.of("a", "b"),
                "",
                new Price(7),
                new Brush(2.5, Optional.empty())));
  }

  @Test
  void takesWhatIsGivenAlsoInARecordWithin() {
    Paint paint =
        paint(
            Map.of(
                "paint.coats", " 3 ",
                "paint.shade", "very_dark",
                "paint.shades", "very_dark , light",
                "paint.gloss", "TRUE",
                "paint.brush.owner", "/home/ann",
                "others.key", "x"));
    assertThat(paint.coats()).isEqualTo(3);
    assertThat(paint.shade()).isEqualTo(Shade.VERY_DARK);
    assertThat(paint.shades()).containsExactlyInAnyOrder(Shade.values());
    assertThat(paint.gloss()).isTrue();
    assertThat(paint.brush().owner()).contains(Path.of("/home/ann"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "paint.coats | 0 | whole number, 1 to 9",
        "paint.coats | 2.5 | whole number, 1 to 9",
        "paint.bytes | -1 | whole number, at least 0",
        "paint.dry.ms | soon | whole number, at least 0",
        "paint.gloss | yes | true or false",
        "paint.name | '' | text, not empty",
        "paint.shade | LIGHT | one of light, very_dark",
        "paint.shades | light,light | list of light, very_dark",
        "paint.price | 5 | number of euros, like 5€",
        "paint.brush.width | 0 | number, above 0, at most 10",
        "paint.brush.width | NaN | number, above 0, at most 10"
      })
  void namesTheKeyTheValueAndWhatIsAccepted(String key, String value, String accepted) {
    assertThatThrownBy(() -> paint(Map.of(key, value)))
        .isInstanceOf(SettingException.class)
        .hasMessage("Setting %s is %s, accepted: %s".formatted(key, value, accepted));
  }

  @Test
  void namesAllWrongValuesAtOnce() {
    assertThatThrownBy(() -> paint(Map.of("paint.coats", "0", "paint.brush.width", "11")))
        .hasMessageContaining("paint.coats is 0")
        .hasMessageContaining("paint.brush.width is 11");
  }

  @Test
  void aRecordsOwnRefusalComesOutAsItIs() {
    assertThatThrownBy(() -> paint(Map.of("paint.coats", "6")))
        .isInstanceOf(SettingException.class)
        .hasMessage("Setting paint.coats is 6: must be at most 5 without paint.gloss");
  }

  /** A record with a secret that is refused. */
  record Vault(
      @Setting(key = "vault.pin", value = "none", oneOf = "none", secret = true) @Meaning("PIN.")
          String pin) {}

  @Test
  void aSecretIsNeverTold() {
    assertThatThrownBy(() -> Settings.of(Map.of("vault.pin", "hush")).bind(Vault.class))
        .hasMessage("Setting vault.pin is [hidden], accepted: one of none");
  }

  @Test
  void aChangedCopyDiffersWhereItWasChanged() {
    Paint paint = Settings.defaults(Paint.class);
    Paint changed = Settings.changed(paint, Map.of("paint.coats", 4, "paint.brush.width", 9.0));
    assertThat(changed.coats()).isEqualTo(4);
    assertThat(changed.brush()).isEqualTo(new Brush(9, Optional.empty()));
    assertThat(Settings.changed(changed, Map.of("paint.coats", 2, "paint.brush.width", 2.5)))
        .isEqualTo(paint);
  }

  @Test
  void aChangeOfNothingThatTheRecordHasIsABug() {
    Paint paint = Settings.defaults(Paint.class);
    assertThatThrownBy(() -> Settings.changed(paint, Map.of("paint.coat", 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("paint.coat");
  }

  /** Beside settings, a part that is none. */
  record Delivery(
      @Setting(key = "paint.van", value = "red") @Meaning("Which van.") String van, Price price) {}

  @Test
  void whatIsNoSettingIsGivenAsAPart() {
    assertThat(Settings.of(Map.of()).bind(Delivery.class, new Price(3)))
        .isEqualTo(new Delivery("red", new Price(3)));
  }

  private static Paint paint(Map<String, String> given) {
    return Settings.of(given).bind(Paint.class);
  }
}
