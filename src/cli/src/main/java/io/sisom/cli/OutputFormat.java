package io.sisom.cli;

import java.util.Locale;

/** How rows are printed. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line. */
  JSON,
  /** A header line, then RFC 4180. */
  CSV;

  /** As it is typed on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
