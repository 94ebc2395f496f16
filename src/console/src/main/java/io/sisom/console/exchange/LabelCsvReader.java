package io.sisom.console.exchange;

import io.sisom.text.CsvCell;
import io.sisom.wire.LabelKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Labels out of CSV as spreadsheets write it: UTF-8 or UTF-16, cells parted by commas, semicolons
 * or tabs, whichever makes the first line name {@code frameId} and {@code label}; case and spaces
 * of those names do not matter. A column {@code kind} tells answers that name no class.
 */
final class LabelCsvReader {
  private static final char[] SEPARATORS = {',', ';', '\t', '|'};
  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)\"?sep=(.)\"?");
  private static final int LONGEST_HEADER = 10_000;

  private final Header header;
  private final ImportSink sink;

  /** Where the columns are. */
  private record Header(int cells, int frame, int label, int annotator, int kind) {}

  private LabelCsvReader(Header header, ImportSink sink) {
    this.header = header;
    this.sink = sink;
  }

  static void read(ImportFile file, ImportSink sink) throws IOException, ImportException {
    try (InputStream in = file.open();
        BufferedReader text = new BufferedReader(CsvText.of(in))) {
      String first = line(text);
      Matcher told = SEPARATOR_LINE.matcher(first);
      boolean named = told.matches();
      String head = named ? line(text) : first;
      char[] separators = named ? new char[] {told.group(1).charAt(0)} : SEPARATORS;
      for (char separator : separators) {
        Header header = header(head, separator);
        if (header != null) {
          new LabelCsvReader(header, sink).rows(new CsvRows(text, separator, 2));
          return;
        }
      }
      throw new ImportException("the first line must name the columns frameId and label");
    } catch (CharacterCodingException e) {
      throw new ImportException(
          "the file is neither UTF-8 nor UTF-16 with a mark; save it as 'CSV UTF-8'");
    }
  }

  /** The first line that is not blank. */
  private static String line(BufferedReader text) throws IOException, ImportException {
    StringBuilder line = new StringBuilder();
    for (int c = text.read(); c >= 0; c = text.read()) {
      if (line.length() == LONGEST_HEADER) {
        throw new ImportException("the first line must name the columns frameId and label");
      }
      if (c != '\n' && c != '\r') {
        line.append((char) c);
      } else if (line.toString().isBlank()) {
        line.setLength(0);
      } else {
        passLineFeed(text, c);
        return line.toString();
      }
    }
    return line.toString();
  }

  private static void passLineFeed(BufferedReader text, int end) throws IOException {
    text.mark(1);
    if (end == '\r' && text.read() != '\n') {
      text.reset();
    }
  }

  private static @Nullable Header header(String line, char separator)
      throws IOException, ImportException {
    List<String> cells = new CsvRows(new StringReader(line), separator, 1).next();
    if (cells == null) {
      return null;
    }
    List<String> names =
        cells.stream()
            .map(name -> name.toLowerCase(Locale.ROOT).replaceAll("[\\s\\p{Zs}_-]", ""))
            .toList();
    Header header =
        new Header(
            names.size(),
            names.indexOf("frameid"),
            names.indexOf("label"),
            names.indexOf("annotator"),
            names.indexOf("kind"));
    if (header.frame < 0 || header.label < 0) {
      return null;
    }
    for (String name : List.of("frameid", "label", "annotator", "kind")) {
      if (names.indexOf(name) != names.lastIndexOf(name)) {
        throw new ImportException("two columns are named " + name);
      }
    }
    return header;
  }

  private void rows(CsvRows rows) throws IOException, ImportException {
    for (List<String> row = rows.next(); row != null; row = rows.next()) {
      if (row.stream().allMatch(String::isBlank)) {
        sink.passOver("blank-row");
      } else if (row.stream().skip(header.cells).anyMatch(cell -> !cell.isBlank())) {
        sink.refuse(
            cell(row, header.frame),
            "malformed-row",
            "the row before line %d has %d cells, the first line %d"
                .formatted(rows.line(), row.size(), header.cells));
      } else {
        take(row);
      }
    }
  }

  private void take(List<String> row) throws ImportException {
    String frameId = cell(row, header.frame);
    String label = cell(row, header.label);
    String kind = cell(row, header.kind).strip();
    Optional<LabelKind> said = kind.isEmpty() ? Optional.of(LabelKind.CLASS) : LabelKind.of(kind);
    if (label.isBlank() && said.equals(Optional.of(LabelKind.CLASS))) {
      sink.passOver("row-without-label");
    } else if (frameId.isBlank()) {
      sink.refuse(label.isBlank() ? kind : label, "no-frame", "the row names no frame");
    } else if (said.isEmpty()) {
      sink.refuse(
          frameId, "unknown-kind", "the kind " + kind + " is none of class, foreign, fault");
    } else {
      Optional<String> annotator =
          Optional.of(cell(row, header.annotator)).filter(name -> !name.isBlank());
      sink.label(ImportedLabel.of(said.get(), frameId, annotator, label));
    }
  }

  private static String cell(List<String> row, int at) {
    return at < 0 || at >= row.size() ? "" : CsvCell.read(row.get(at));
  }
}
