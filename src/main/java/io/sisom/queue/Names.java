package io.sisom.queue;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names of labels and annotators are accepted: short plain text of one line. */
public final class Names {
  /** Longest label, characters. */
  public static final int LONGEST_LABEL = 100;

  /** Longest annotator's name, characters. */
  public static final int LONGEST_ANNOTATOR = 60;

  /** Control, line and paragraph separators, lone surrogates, marks that turn text around. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

  private Names() {}

  /** The label in composed Unicode without space around it; empty where it is refused. */
  public static Optional<String> label(String given) {
    return plain(given, LONGEST_LABEL);
  }

  /** The name likewise; without {@code |}, which parts it from the frame's id in keys. */
  public static Optional<String> annotator(String given) {
    return plain(given, LONGEST_ANNOTATOR).filter(name -> name.indexOf('|') < 0);
  }

  private static Optional<String> plain(String given, int longest) {
    if (given.length() > 4 * longest || UNFIT.matcher(given).find()) {
      return Optional.empty();
    }
    String name = Normalizer.normalize(given, Normalizer.Form.NFC).strip();
    return name.isEmpty() || name.length() > longest ? Optional.empty() : Optional.of(name);
  }
}
