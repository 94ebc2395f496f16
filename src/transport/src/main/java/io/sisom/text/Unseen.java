package io.sisom.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * Characters that a reader does not see or that change how others are seen: controls, format
 * characters (bidirectional ones among them), separators of lines, private, unassigned and lone
 * surrogate code points, and the Default_Ignorable_Code_Point ones of the Unicode Character
 * Database (DerivedCoreProperties.txt), such as fillers and variation selectors.
 */
public final class Unseen {
  private static final int JOINERS_FROM = 0x200C;
  private static final int JOINERS_TO = 0x200D;

  /** Scripts whose words are spelled with the zero-width joiner and non-joiner (UAX 31, 2.3). */
  private static final Set<UnicodeScript> JOINED =
      EnumSet.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Unseen() {}

  /** Whether the code point is one of them, wherever it stands. */
  public static boolean is(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          true;
      default -> ignorable(codePoint);
    };
  }

  /** Default ignorable marks and letters, and the braille pattern without a dot. */
  private static boolean ignorable(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x2800
        || c == 0x3164
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFFA0
        || (c >= 0xE0000 && c <= 0xE0FFF);
  }

  /** Whether {@code text} has one, save joiners within words of scripts that need them. */
  static boolean isIn(String text) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      if (at(points, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean at(int[] points, int i) {
    return is(points[i]) && !(joiner(points[i]) && joins(points, i));
  }

  private static boolean joiner(int codePoint) {
    return codePoint >= JOINERS_FROM && codePoint <= JOINERS_TO;
  }

  private static boolean joins(int[] points, int at) {
    if (at == 0 || at == points.length - 1) {
      return false;
    }
    UnicodeScript before = UnicodeScript.of(points[at - 1]);
    return JOINED.contains(before) && before == UnicodeScript.of(points[at + 1]);
  }

  /**
   * The text with such characters as visible escapes, {@code \}{@code u{202e}} for the one that
   * turns text around; all else as it is.
   */
  public static String escaped(String text) {
    if (!isIn(text)) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int i = 0; i < points.length; i++) {
      if (at(points, i)) {
        shown.append("\\u{").append(Integer.toHexString(points[i])).append('}');
      } else {
        shown.appendCodePoint(points[i]);
      }
    }
    return shown.toString();
  }
}
