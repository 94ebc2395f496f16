package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.service.GivenSettings;
import io.sisom.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Settings of a command that may need any of them. */
final class SettingOptions extends GivenSettings {
  /** The settings in force, with a broker that answers and has the topics the command needs. */
  SisomConfig connect(Function<Topics, List<String>> needed) throws InterruptedException {
    return connect(Map.of(), needed);
  }

  /** The same, over other defaults than the documented ones. */
  SisomConfig connect(Map<String, String> defaults, Function<Topics, List<String>> needed)
      throws InterruptedException {
    SisomConfig config = resolve(defaults);
    requireTopics(config.kafka(), needed.apply(config.topics()));
    return config;
  }

  /** The same for a command that writes to these topics. */
  SisomConfig connectToWrite(Function<Topics, List<String>> needed) throws InterruptedException {
    SisomConfig config = resolve();
    requireKeepingTopics(config.kafka(), needed.apply(config.topics()));
    return config;
  }

  /** The settings in force. */
  SisomConfig resolve() {
    return resolve(Map.of());
  }

  /** The settings in force, over other defaults than the documented ones. */
  SisomConfig resolve(Map<String, String> defaults) {
    return SisomConfig.of(gather(defaults));
  }
}
