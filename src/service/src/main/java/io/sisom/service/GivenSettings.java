package io.sisom.service;

import io.sisom.setting.SettingSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The command-line options for settings that every command has: {@code --config} and {@code --set}.
 */
public class GivenSettings {
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

  /** Without any option given. */
  public GivenSettings() {}

  /** Sets one as if it had been given with {@code --set}. */
  public final void set(String key, String value) {
    overrides.put(key, value);
  }

  /** All settings given, unchecked, over other defaults than the documented ones. */
  public final Map<String, String> gather(Map<String, String> defaults) {
    Map<String, String> environment = System.getenv();
    String named = environment.get("SISOM_CONFIG");
    Path chosen = file != null || named == null ? file : Path.of(named);
    Map<String, String> settings = new LinkedHashMap<>(defaults);
    settings.putAll(SettingSources.gather(chosen, environment, overrides));
    return settings;
  }

  /**
   * Returns when Kafka answers and has the topics.
   *
   * @throws CommandFailure where it does not, after 15 seconds; the message says what to do
   */
  public static void requireTopics(KafkaSettings kafka, Collection<String> topics)
      throws InterruptedException {
    new BrokerCheck(kafka, BROKER_PATIENCE).require(topics);
  }

  /**
   * The same for who writes to the topics: Kafka keeps what is written there, however old it is.
   *
   * @throws CommandFailure where it does not; the message says what to do
   */
  public static void requireKeepingTopics(KafkaSettings kafka, Collection<String> topics)
      throws InterruptedException {
    new BrokerCheck(kafka, BROKER_PATIENCE).requireKeeping(topics);
  }
}
