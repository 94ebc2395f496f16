package io.sisom.evaluation.report;

/** Style names of colors; what they look like, light and dark, is in the style sheet. */
final class Palette {
  private static final int COLOURS = 8;

  /** Of the known set. */
  String known() {
    return of(0);
  }

  /** Of a novel set by its place; after seven they repeat. */
  String novel(int index) {
    return of(1 + index % (COLOURS - 1));
  }

  /** By number; after eight they repeat. */
  static String of(int number) {
    return "s" + number % COLOURS;
  }
}
