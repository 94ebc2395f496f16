package io.sisom.setting;

import java.util.List;

/** A setting that cannot be used; the message names its key, what is wrong and what is accepted. */
public final class SettingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the whole message. */
  public SettingException(String message) {
    super(message);
  }

  /**
   * Of one setting.
   *
   * @param key its key
   * @param value as it was given; no secret
   * @param problem what is wrong with it and what would not be, for example "must be at most 5"
   */
  public SettingException(String key, Object value, String problem) {
    this("Setting %s is %s: %s".formatted(key, value, problem));
  }

  /** Throws one that names them all, where there are any. */
  static void throwAll(List<String> complaints) {
    if (!complaints.isEmpty()) {
      throw new SettingException(String.join("\n       ", complaints));
    }
  }
}
