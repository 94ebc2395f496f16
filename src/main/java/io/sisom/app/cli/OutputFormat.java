package io.sisom.app.cli;

/** How rows are printed. */
enum OutputFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line. */
  JSON,
  /** A header line, then RFC 4180. */
  CSV
}
