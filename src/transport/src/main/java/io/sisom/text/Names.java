package io.sisom.text;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which names are accepted, on every way in: one line of text whose characters all can be seen, in
 * one form, so that two names that look alike because of how they are encoded are one name.
 *
 * <ul>
 *   <li>Unicode composed (NFC).
 *   <li>Every kind of space (Zs) is a plain one; several are one; none around the name.
 *   <li>No character that is not seen or moves others ({@link Unseen}).
 *   <li>It does not begin with a combining mark, and no more than {@value #MAX_MARKS} follow each
 *       other.
 * </ul>
 */
public final class Names {
  /** Longest label, characters. */
  public static final int MAX_LABEL_LENGTH = 100;

  /** Longest annotator's name, characters. */
  public static final int MAX_ANNOTATOR_LENGTH = 60;

  /** Longest id of a sensor, characters. */
  public static final int MAX_SENSOR_LENGTH = 200;

  private static final int MAX_MARKS = 6;
  private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");
  private static final Pattern MARKS = Pattern.compile("^\\p{M}|\\p{M}{" + (MAX_MARKS + 1) + "}");

  private Names() {}

  /** The label in its one form; empty where it is refused. */
  public static Optional<String> label(String given) {
    return plain(given, MAX_LABEL_LENGTH);
  }

  /** The name likewise; without {@code |}, which parts it from the frame's id in keys. */
  public static Optional<String> annotator(String given) {
    return plain(given, MAX_ANNOTATOR_LENGTH).filter(name -> name.indexOf('|') < 0);
  }

  /** The sensor's id likewise. */
  public static Optional<String> sensor(String given) {
    return plain(given, MAX_SENSOR_LENGTH);
  }

  /** A part of an id, such as a file's name: composed, what is not seen escaped; never refused. */
  public static String inId(String given) {
    return Unseen.escaped(Normalizer.normalize(given, Normalizer.Form.NFC));
  }

  private static Optional<String> plain(String given, int longest) {
    if (given.length() > 4 * longest) {
      return Optional.empty();
    }
    String composed = Normalizer.normalize(given, Normalizer.Form.NFC);
    String name = SPACES.matcher(composed).replaceAll(" ").strip();
    boolean refused =
        name.isEmpty()
            || name.length() > longest
            || Unseen.isIn(name)
            || MARKS.matcher(name).find();
    return refused ? Optional.empty() : Optional.of(name);
  }
}
