package io.sisom.fitting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Settings that give taps numbers, like {@code layer1=0.05,avgpool=0.1}. */
final class TapNumbers {
  private static final int MOST_POSITIONS = 1 << 24;

  private TapNumbers() {}

  /** Numbers of 0 or more by tap, in the order given. */
  static Map<String, Double> parse(String key, List<?> entries) {
    Map<String, Double> byTap = new LinkedHashMap<>();
    for (Object entry : entries) {
      String[] parts = entry.toString().split("=", -1);
      if (parts.length != 2 || byTap.put(parts[0].trim(), number(key, parts[1], entry)) != null) {
        throw new ConfigException(key, entry, "must be TAP=NUMBER, each tap once");
      }
    }
    return byTap;
  }

  /** Whole numbers above 0 by tap. */
  static Map<String, Integer> positions(String key, List<?> entries) {
    Map<String, Integer> byTap = new LinkedHashMap<>();
    parse(key, entries)
        .forEach(
            (tap, number) -> {
              if (number < 1 || number > MOST_POSITIONS || number != Math.rint(number)) {
                throw new ConfigException(key, entries, "must be TAP=WHOLE NUMBER above 0");
              }
              byTap.put(tap, number.intValue());
            });
    return byTap;
  }

  /** As {@link #parse} reads it. */
  static String text(Map<String, ? extends Number> byTap) {
    return byTap.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  private static double number(String key, String text, Object entry) {
    try {
      double number = Double.parseDouble(text.trim());
      if (number >= 0 && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new ConfigException(key, entry, "must be TAP=NUMBER, the number 0 or more");
    }
    throw new ConfigException(key, entry, "must be TAP=NUMBER, the number 0 or more");
  }
}
