package io.sisom.fitting;

import io.sisom.setting.SettingType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings that give taps numbers, like {@code layer1=0.05,avgpool=0.1}. */
final class TapNumbers {
  private static final int MAX_POSITIONS = 1 << 24;

  private TapNumbers() {}

  /** Numbers of 0 or more by tap, in the order given. */
  static final class Steepness implements SettingType<Map<String, Double>> {
    @Override
    public Map<String, Double> read(String text) {
      Map<String, Double> byTap = new LinkedHashMap<>();
      for (String entry : SettingType.items(text).toList()) {
        List<String> parts = List.of(entry.split("=", -1));
        require(parts.size() == 2);
        require(byTap.put(parts.get(0).trim(), number(parts.get(1))) == null);
      }
      return Collections.unmodifiableMap(byTap);
    }

    @Override
    public String accepted() {
      return "list of TAP=NUMBER, each 0 or more, each tap once";
    }

    private static double number(String text) {
      double number = Double.parseDouble(text.trim());
      require(number >= 0 && Double.isFinite(number));
      return number;
    }
  }

  /** Whole numbers above 0 by tap, in the order given. */
  static final class Positions implements SettingType<Map<String, Integer>> {
    @Override
    public Map<String, Integer> read(String text) {
      Map<String, Integer> byTap = new LinkedHashMap<>();
      new Steepness()
          .read(text)
          .forEach(
              (tap, number) -> {
                require(number >= 1 && number <= MAX_POSITIONS && number == Math.rint(number));
                byTap.put(tap, number.intValue());
              });
      return Collections.unmodifiableMap(byTap);
    }

    @Override
    public String accepted() {
      return "list of TAP=WHOLE NUMBER, each above 0, each tap once";
    }
  }

  /** As the settings are written. */
  static String text(Map<String, ? extends Number> byTap) {
    return byTap.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  private static void require(boolean good) {
    if (!good) {
      throw new IllegalArgumentException("no numbers of taps");
    }
  }
}
