package io.sisom.setting;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Reads one kind of setting.
 *
 * @param <T> what the text becomes
 */
public interface SettingType<T> {
  /**
   * The value.
   *
   * @param text without blanks around it
   * @throws IllegalArgumentException where it is not {@link #accepted()}
   */
  T read(String text);

  /** What is accepted, in words, for example {@code whole number, 1 to 64}. */
  String accepted();

  /** The items of a text with commas between them; none of an empty one. */
  static Stream<String> items(String text) {
    return text.isEmpty() ? Stream.empty() : Arrays.stream(text.split("\\s*,\\s*", -1));
  }
}
