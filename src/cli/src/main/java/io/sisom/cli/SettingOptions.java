package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.service.BrokerCheck;
import io.sisom.setting.SettingSources;
import io.sisom.wire.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options every command that has settings shares. */
final class SettingOptions {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(15);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Properties file with settings; the environment's SISOM_CONFIG names one too.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting; wins over environment (SISOM_KEY) and file. See 'sisom config'.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** The settings in force, with a broker that answers and has the topics the command needs. */
  SisomConfig connect(Function<Topics, List<String>> needed) throws InterruptedException {
    return connect(Map.of(), needed);
  }

  /** The same, over other defaults than the documented ones. */
  SisomConfig connect(Map<String, String> defaults, Function<Topics, List<String>> needed)
      throws InterruptedException {
    SisomConfig config = resolve(defaults);
    new BrokerCheck(config.kafka(), BROKER_PATIENCE).require(needed.apply(config.topics()));
    return config;
  }

  /** Sets one as if it had been given with {@code --set}. */
  void set(String key, String value) {
    overrides.put(key, value);
  }

  /** The settings in force. */
  SisomConfig resolve() {
    return resolve(Map.of());
  }

  /** The settings in force, over other defaults than the documented ones. */
  SisomConfig resolve(Map<String, String> defaults) {
    Map<String, String> environment = System.getenv();
    String named = environment.get("SISOM_CONFIG");
    Path chosen = file != null || named == null ? file : Path.of(named);
    Map<String, String> settings = new LinkedHashMap<>(defaults);
    settings.putAll(SettingSources.gather(chosen, environment, overrides));
    return SisomConfig.of(settings);
  }
}
