package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What Joda does, part by part (Schmidt et al., CVPR 2025, arXiv 2503.02491). */
public enum JodaPart {
  /** Foreign answers are learned from by outlier exposure. */
  EXPOSURE,
  /** Frames above a limit on the energy, set by the answers, are left out. */
  THRESHOLD,
  /** What is left is ranked by SISOMe; without, in an order drawn. */
  SISOME,
  /** As many are taken of each predicted class as there are. */
  BALANCE;

  /**
   * From names; none is {@code off}.
   *
   * @throws EvaluationException where one is no part, with those there are
   */
  public static Set<JodaPart> parse(List<String> names) {
    Set<JodaPart> parts = EnumSet.noneOf(JodaPart.class);
    for (String name : names) {
      if (!name.equals("off")) {
        parts.add(part(name));
      }
    }
    return parts;
  }

  private static JodaPart part(String name) {
    return Arrays.stream(values())
        .filter(part -> part.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationException(
                    "--joda %s is no part; there are %s, or off"
                        .formatted(
                            name,
                            String.join(
                                ", ", Arrays.stream(values()).map(JodaPart::key).toList()))));
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
