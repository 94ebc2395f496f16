package io.sisom.recording.message;

/** Foreign text made fit for a reason: short, in quotes, without control characters. */
final class Words {
  private static final int LONGEST = 60;

  private Words() {}

  static String quote(String text) {
    int end = Math.min(text.length(), LONGEST);
    StringBuilder quoted = new StringBuilder(end + 5).append('"');
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return quoted.append(end < text.length() ? "..." : "").append('"').toString();
  }
}
