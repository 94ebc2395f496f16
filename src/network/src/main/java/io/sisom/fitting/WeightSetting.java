package io.sisom.fitting;

import io.sisom.setting.SettingType;
import java.util.OptionalDouble;

/** Weight of the energy; empty where the profile's own is to be taken. */
final class WeightSetting implements SettingType<OptionalDouble> {
  private static final double BY_PROFILE = -1;

  @Override
  public OptionalDouble read(String text) {
    double weight = Double.parseDouble(text);
    if (weight == BY_PROFILE) {
      return OptionalDouble.empty();
    }
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("no weight");
    }
    return OptionalDouble.of(weight);
  }

  @Override
  public String accepted() {
    return "number, 0 to 1, or -1";
  }
}
