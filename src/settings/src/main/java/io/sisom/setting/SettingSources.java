package io.sisom.setting;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers settings; a later source wins over an earlier one: file, environment, {@code --set}.
 *
 * <p>An environment variable {@code SISOM_ALERT_QUIET_MS} sets {@code alert.quiet.ms}.
 */
public final class SettingSources {
  private static final String ENVIRONMENT_PREFIX = "SISOM_";

  /** Variables of the launcher, the logging and the tests; they are no settings. */
  private static final Set<String> RESERVED =
      Set.of("SISOM_CONFIG", "SISOM_JAVA_OPTS", "SISOM_LOG_LEVEL", "SISOM_LIBRARY_LOG_LEVEL");

  private static final String TESTS_PREFIX = "SISOM_TEST_";

  private SettingSources() {}

  /**
   * All settings given, by key.
   *
   * @param file a properties file, or null
   * @param environment the process's
   * @param overrides {@code key=value} from the command line
   */
  public static Map<String, String> gather(
      @Nullable Path file, Map<String, String> environment, Map<String, String> overrides) {
    Map<String, String> settings = new TreeMap<>();
    if (file != null) {
      settings.putAll(read(file));
    }
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(ENVIRONMENT_PREFIX)
              && !name.startsWith(TESTS_PREFIX)
              && !RESERVED.contains(name)) {
            settings.put(keyOf(name), value);
          }
        });
    settings.putAll(overrides);
    return settings;
  }

  /** The environment variable that sets {@code key}. */
  public static String variable(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
  }

  private static String keyOf(String variable) {
    return variable
        .substring(ENVIRONMENT_PREFIX.length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '.');
  }

  private static Map<String, String> read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw new SettingException("Settings file " + file + " does not exist");
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingException("Settings file " + file + " cannot be read: " + e);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.stringPropertyNames().forEach(k -> settings.put(k, properties.getProperty(k)));
    return settings;
  }
}
