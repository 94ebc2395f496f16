package io.sisom.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How SISOMe (Eq. 11) makes energy and ratio comparable before it adds them. */
public enum ScoreForm {
  /** As the paper writes it: as they are. */
  RAW,
  /** As the authors' later code does: standardized over the known set. */
  ZSCORE,
  /** Ours: empirical quantiles on calibration frames; saturates beyond all of them. */
  RANK;

  /** Lower-case name, as in settings and on the wire. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All {@link #key() keys}. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(ScoreForm::key).toList();
  }

  /** From a {@link #key() key}; anything else is an {@link IllegalArgumentException}. */
  public static ScoreForm of(String key) {
    return Arrays.stream(values())
        .filter(form -> form.key().equals(key))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("score form: " + key + " is none of " + keys()));
  }
}
