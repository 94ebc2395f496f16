package io.sisom.recording.picture;

/** Foreign text made fit for a reason: short, without control characters. */
final class Foreign {
  private static final int LONGEST = 60;

  private Foreign() {}

  static String quote(String text) {
    return '"' + plain(text) + '"';
  }

  static String plain(String text) {
    int end = Math.min(text.length(), LONGEST);
    StringBuilder fit = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      fit.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return fit.append(end < text.length() ? "..." : "").toString();
  }
}
