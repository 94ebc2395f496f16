package io.sisom.cli.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** Refuses values that are not accepted, all of them at once. */
final class InvalidSettings {
  private InvalidSettings() {}

  static void refuse(Map<String, String> given, ConfigDef definitions) {
    List<String> complaints =
        new TreeMap<>(definitions.validateAll(given))
            .values().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .map(value -> complaint(value, given, definitions))
                .toList();
    if (!complaints.isEmpty()) {
      throw new ConfigException(String.join("\n       ", complaints));
    }
  }

  private static String complaint(
      ConfigValue value, Map<String, String> given, ConfigDef definitions) {
    ConfigDef.ConfigKey key =
        Objects.requireNonNull(definitions.configKeys().get(value.name()), value.name());
    String shown = key.type == ConfigDef.Type.PASSWORD ? "[hidden]" : given.get(value.name());
    return "Setting %s is %s, accepted: %s"
        .formatted(value.name(), shown, SettingsPage.accepted(key));
  }
}
