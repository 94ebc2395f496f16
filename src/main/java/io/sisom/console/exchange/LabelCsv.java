package io.sisom.console.exchange;

import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line an answer (RFC 4180): {@code frameId,annotator,label,labeledAt,sensorId,capturedAt,
 * predicted,pValue,picture}; a frame without an answer has one line with both empty. Read are
 * {@code frameId}, {@code annotator} and {@code label}, found by the names in the first line.
 */
final class LabelCsv {
  private static final String HEADER =
      "frameId,annotator,label,labeledAt,sensorId,capturedAt,predicted,pValue,picture";

  private LabelCsv() {}

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    text.write(HEADER + "\r\n");
    for (ExchangedFrame frame : frames) {
      if (frame.entry().answers().isEmpty()) {
        line(text, frame, "", "", "");
      }
      for (GivenLabel given : frame.entry().answers()) {
        line(text, frame, given.annotator(), given.label(), given.at().toString());
      }
    }
    text.flush();
  }

  private static void line(
      Writer text, ExchangedFrame frame, String annotator, String label, String at)
      throws IOException {
    Candidate candidate = frame.entry().candidate();
    List<String> cells =
        List.of(
            candidate.frameId(),
            annotator,
            label,
            at,
            candidate.score().getSensorId(),
            candidate.score().getCapturedAt().toString(),
            candidate.score().getPredicted(),
            Double.toString(candidate.score().getPValue()),
            frame.picture());
    text.write(String.join(",", cells.stream().map(LabelCsv::quoted).toList()) + "\r\n");
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  static List<ImportedLabel> read(byte[] file) throws ImportException {
    List<List<String>> rows = rows(new String(file, StandardCharsets.UTF_8));
    List<String> header = rows.isEmpty() ? List.of() : rows.get(0);
    int frame = header.indexOf("frameId");
    int label = header.indexOf("label");
    int annotator = header.indexOf("annotator");
    if (frame < 0 || label < 0) {
      throw new ImportException("the first line must name the columns frameId and label");
    }
    List<ImportedLabel> labels = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      List<String> row = rows.get(i);
      if (row.size() != header.size()) {
        throw new ImportException(
            "record %d has %d cells, the first line %d"
                .formatted(i + 1, row.size(), header.size()));
      }
      if (!row.get(label).isEmpty()) {
        Optional<String> who =
            annotator < 0
                ? Optional.empty()
                : Optional.of(row.get(annotator)).filter(name -> !name.isEmpty());
        labels.add(new ImportedLabel(row.get(frame), who, row.get(label)));
      }
    }
    return labels;
  }

  private static List<List<String>> rows(String text) throws ImportException {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inQuotes) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          inQuotes = false;
        }
      } else if (c == '"') {
        inQuotes = true;
      } else if (c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        rows.add(row);
        row = new ArrayList<>();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    if (inQuotes) {
      throw new ImportException("a quoted cell does not end");
    }
    if (!cell.isEmpty() || !row.isEmpty()) {
      row.add(cell.toString());
      rows.add(row);
    }
    return rows;
  }
}
