package io.sisom.cli.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** Writes the reference page of all settings, docs/configuration.md, from their definitions. */
public final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      Made by `./sisom config`; a test keeps this page and the code the same.

      A setting comes from, each winning over the one before: its default, a properties file (`--config FILE` or
      `SISOM_CONFIG`), the environment (`SISOM_ALERT_QUIET_MS` sets `alert.quiet.ms`), `--set key=value`. An unknown or
      invalid setting ends the command with exit code 2 and says what is accepted. `kafka.*` goes to Kafka's clients
      without the prefix and otherwise untouched, `kafka.bootstrap.servers` (default `localhost:9092`) first of all.
      """;

  private SettingsPage() {}

  /** The page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Map.Entry<String, ConfigDef> part : SisomConfig.parts().entrySet()) {
      page.append("\n## ")
          .append(part.getKey())
          .append("\n\n| setting | default | accepted | meaning |\n|---|---|---|---|\n");
      part.getValue().configKeys().values().stream()
          .sorted(java.util.Comparator.comparing((ConfigKey key) -> key.name))
          .forEach(key -> page.append(row(key)));
    }
    return page.toString();
  }

  private static String row(ConfigKey key) {
    return "| `%s` | `%s` | %s | %s |%n"
        .formatted(key.name, shown(key.defaultValue), accepted(key), cell(key.documentation))
        .replace(System.lineSeparator(), "\n");
  }

  /** The type and values a setting takes, in words. */
  static String accepted(ConfigKey key) {
    String type = key.type.name().toLowerCase(Locale.ROOT);
    return key.validator == null ? type : cell(type + ", " + key.validator);
  }

  private static String shown(@Nullable Object value) {
    if (value == null || (value instanceof List<?> list && list.isEmpty())) {
      return " ";
    }
    String text = value instanceof Password secret ? secret.value() : value.toString();
    return text.isEmpty() ? " " : cell(text);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }
}
