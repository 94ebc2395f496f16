package io.sisom.text;

/**
 * Cells of text in CSV (RFC 4180). Spreadsheets run what begins like a formula ("CSV Injection",
 * OWASP), so such a cell gets an apostrophe in front, which they show as text; {@link #read} takes
 * it away again. Numbers are not cells of text and are written as they are.
 */
public final class CsvCell {
  private CsvCell() {}

  /** The cell as it is written. */
  public static String of(String text) {
    String harmless = formula(text) ? "'" + text : text;
    boolean quote =
        harmless.chars().anyMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }

  /** What was written as {@code cell}, quotes undone already. */
  public static String read(String cell) {
    return cell.startsWith("'") && formula(cell) ? cell.substring(1) : cell;
  }

  /** Whether a formula begins after any number of apostrophes. */
  private static boolean formula(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '\'') {
      at++;
    }
    return at < text.length() && "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20".indexOf(text.charAt(at)) >= 0;
  }
}
