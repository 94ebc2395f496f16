package io.sisom.method;

import java.util.Arrays;
import java.util.Locale;

/**
 * Which class's known frames are a frame's inner ones, where some class has none. Where every class
 * has known frames, both are the pseudo-class.
 */
public enum InnerClass {
  /**
   * The pseudo-class, whether it has known frames or not: without any the frame is infinitely far.
   * So do sets of formats before 6.
   */
  PREDICTED,
  /**
   * Of the classes that have known frames the one with the largest logit. A frame whose
   * pseudo-class has none is then as far as it is from what is known, and neither infinitely novel
   * nor, held out, a score that no frame can exceed.
   */
  HELD;

  /** Lower-case name, as in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** From a {@link #key() key}; anything else is an {@link IllegalArgumentException}. */
  public static InnerClass of(String key) {
    return Arrays.stream(values())
        .filter(inner -> inner.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("inner class: " + key + " is not predicted or held"));
  }

  /** Class whose known frames are the inner ones of a frame with these logits. */
  int of(KnownSet known, Logits logits) {
    int predicted = logits.pseudoClass();
    if (this == PREDICTED || known.size(predicted) > 0 || known.size() == 0) {
      return predicted;
    }
    return logits.pseudoClassAmong(label -> known.size(label) > 0).orElseThrow();
  }
}
