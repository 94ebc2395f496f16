package io.sisom.console.exchange;

import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import io.sisom.text.CsvCell;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One line an answer (RFC 4180): {@code frameId,annotator,label,labeledAt,sensorId,capturedAt,
 * predicted,pValue,picture}; a frame without an answer has one line with both empty. {@link
 * LabelCsvReader} reads it.
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
            CsvCell.of(candidate.frameId()),
            CsvCell.of(annotator),
            CsvCell.of(label),
            at,
            CsvCell.of(candidate.score().getSensorId()),
            candidate.score().getCapturedAt().toString(),
            CsvCell.of(candidate.score().getPredicted()),
            Double.toString(candidate.score().getPValue()),
            CsvCell.of(frame.picture()));
    text.write(String.join(",", cells) + "\r\n");
  }
}
