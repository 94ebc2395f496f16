package io.sisom.bench;

import java.util.List;

/**
 * What one part of the bench found.
 *
 * @param part its word on the command line
 * @param title what was measured, on what
 * @param lines the figures
 * @param notes what a reader must know to understand them
 * @param sound false where something was found that must not be, such as a lost frame
 */
record BenchSection(
    String part, String title, List<BenchFigure> lines, List<String> notes, boolean sound) {
  /** Keeps copies. */
  public BenchSection {
    lines = List.copyOf(lines);
    notes = List.copyOf(notes);
  }
}
