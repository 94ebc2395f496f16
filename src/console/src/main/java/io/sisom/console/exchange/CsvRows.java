package io.sisom.console.exchange;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV (RFC 4180, with any separator and any end of line), one in memory at a time. Cells
 * and rows are bounded.
 */
final class CsvRows {
  private static final int LONGEST_CELL = 4_096;
  private static final int MOST_CELLS = 1_000;
  private static final int NOTHING = -2;

  private final Reader text;
  private final char separator;
  private int ahead = NOTHING;
  private long line;

  /** Of a text that begins at the line {@code line} of its file. */
  CsvRows(Reader text, char separator, long line) {
    this.text = text;
    this.separator = separator;
    this.line = line;
  }

  /** The line that is read now, from 1. */
  long line() {
    return line;
  }

  private int read() throws IOException {
    int c = ahead == NOTHING ? text.read() : ahead;
    ahead = NOTHING;
    return c;
  }

  private boolean follows(char wanted) throws IOException {
    ahead = read();
    if (ahead != wanted) {
      return false;
    }
    ahead = NOTHING;
    return true;
  }

  /** The next row, null at the end. An empty line is a row of one empty cell. */
  @Nullable List<String> next() throws IOException, ImportException {
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean inQuotes = false;
    boolean closed = false;
    for (int c = read(); c >= 0; c = read()) {
      boolean end = c == '\n' || c == '\r';
      if (c == '\r') {
        follows('\n'); // one end of line, with the line feed or without
      }
      line += end ? 1 : 0;
      if (inQuotes) {
        if (c != '"') {
          append(cell, end ? '\n' : (char) c);
        } else if (follows('"')) {
          append(cell, '"');
        } else {
          inQuotes = false;
          closed = true;
        }
      } else if (c == separator || end) {
        add(row, cell);
        closed = false;
        if (end) {
          return row;
        }
      } else if (c == '"' && cell.isEmpty() && !closed) {
        inQuotes = true;
      } else if (closed && c != ' ') {
        throw new ImportException("line " + line + ": text follows a quoted cell");
      } else if (!closed) {
        append(cell, (char) c);
      }
    }
    if (inQuotes) {
      throw new ImportException("a quoted cell does not end");
    }
    if (row.isEmpty() && cell.isEmpty() && !closed) {
      return null;
    }
    add(row, cell);
    return row;
  }

  private void append(StringBuilder cell, char c) throws ImportException {
    if (cell.length() == LONGEST_CELL) {
      throw new ImportException(
          "line " + line + ": a cell is longer than " + LONGEST_CELL + " characters");
    }
    cell.append(c);
  }

  private void add(List<String> row, StringBuilder cell) throws ImportException {
    if (row.size() == MOST_CELLS) {
      throw new ImportException("line " + line + " has more than " + MOST_CELLS + " cells");
    }
    row.add(cell.toString());
    cell.setLength(0);
  }
}
