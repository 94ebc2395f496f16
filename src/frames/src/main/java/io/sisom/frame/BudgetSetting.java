package io.sisom.frame;

import io.sisom.setting.SettingType;

/** Memory for decoding, in bytes; 0 is half of the heap. */
final class BudgetSetting implements SettingType<DecodeBudget> {
  @Override
  public DecodeBudget read(String text) {
    long bytes = Long.parseLong(text);
    if (bytes < 0) {
      throw new IllegalArgumentException("below 0");
    }
    return bytes == 0 ? DecodeBudget.ofTheHeap() : new DecodeBudget(bytes);
  }

  @Override
  public String accepted() {
    return "whole number, at least 0";
  }
}
