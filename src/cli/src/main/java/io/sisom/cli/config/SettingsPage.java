package io.sisom.cli.config;

import io.sisom.setting.DeclaredSetting;
import io.sisom.setting.SettingGroup;
import java.util.Comparator;
import java.util.Objects;

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

      Settings are read once, when a process starts: a change takes a restart.
      """;

  private SettingsPage() {}

  /** The page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    for (Class<? extends Record> group : SisomConfig.CATALOG.groups()) {
      SettingGroup titled = Objects.requireNonNull(group.getAnnotation(SettingGroup.class));
      page.append("\n## ").append(titled.value());
      page.append("\n\n| setting | default | accepted | unit | meaning |\n|---|---|---|---|---|\n");
      DeclaredSetting.allOf(group).stream()
          .sorted(Comparator.comparing(DeclaredSetting::key))
          .forEach(setting -> page.append(row(setting)));
    }
    return page.toString();
  }

  private static String row(DeclaredSetting setting) {
    return "| `%s` | `%s` | %s | %s | %s |\n"
        .formatted(
            setting.key(),
            setting.value().isEmpty() ? " " : cell(setting.value()),
            cell(setting.type().accepted()),
            setting.unit(),
            cell(setting.meaning()));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
