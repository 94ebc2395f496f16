package io.sisom.fitting;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings as a user gives them. */
final class Settings {
  private Settings() {}

  static ScoreSettings score(Map<String, String> given) {
    return ScoreSettings.from(new AbstractConfig(ScoreSettings.definition(), given, false));
  }

  static FittingConfig fitting(Map<String, String> given) {
    ConfigDef definition = FittingConfig.definition();
    return FittingConfig.from(new AbstractConfig(definition, given, false));
  }
}
