package io.sisom.console.exchange;

import io.sisom.console.json.Json;
import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Skip;
import io.sisom.schema.FrameOrigin;
import io.sisom.text.CsvCell;
import io.sisom.wire.LabelKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line an answer (RFC 4180): {@code frameId,annotator,label,labeledAt,sensorId,capturedAt,
 * predicted,pValue,picture,sourceRobot,sourceTopic,sourceStream,sourcePosition,attributes}, the
 * last as JSON; a frame without an answer has one line with annotator and label empty. Where an
 * answer is of another kind than a class there is a last column {@code kind}: such an answer has
 * its kind, {@code foreign} or {@code fault}, and no label, so that readers which know no kinds
 * pass over it. {@link LabelCsvReader} reads it.
 */
final class LabelCsv {
  private static final String HEADER =
      "frameId,annotator,label,labeledAt,sensorId,capturedAt,predicted,pValue,picture,"
          + "sourceRobot,sourceTopic,sourceStream,sourcePosition,attributes";
  private static final String CLASS = LabelKind.CLASS.word();

  private final Writer text;
  private final boolean kinds;

  private LabelCsv(Writer text, boolean kinds) {
    this.text = text;
    this.kinds = kinds;
  }

  static void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    boolean kinds = frames.stream().anyMatch(frame -> !frame.entry().noneAnswers().isEmpty());
    text.write(HEADER + (kinds ? ",kind" : "") + "\r\n");
    LabelCsv csv = new LabelCsv(text, kinds);
    for (ExchangedFrame frame : frames) {
      csv.lines(frame);
    }
    text.flush();
  }

  private void lines(ExchangedFrame frame) throws IOException {
    List<Skip> none = frame.entry().noneAnswers();
    if (frame.entry().answers().isEmpty() && none.isEmpty()) {
      line(frame, "", "", "", "");
    }
    for (GivenLabel given : frame.entry().answers()) {
      line(frame, given.annotator(), given.label(), given.at().toString(), CLASS);
    }
    for (Skip skip : none) {
      String kind = skip.reason().kind().map(LabelKind::word).orElse("");
      line(frame, skip.annotator(), "", skip.at().toString(), kind);
    }
  }

  private void line(ExchangedFrame frame, String annotator, String label, String at, String kind)
      throws IOException {
    Candidate candidate = frame.entry().candidate();
    FrameOrigin source = candidate.score().getSource();
    Map<String, String> attributes = candidate.score().getAttributes();
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
            CsvCell.of(frame.picture()),
            cell(source == null ? null : source.getRobot()),
            cell(source == null ? null : source.getTopic()),
            cell(source == null ? null : source.getStream()),
            cell(source == null ? null : source.getPosition()),
            attributes.isEmpty() ? "" : CsvCell.of(Json.text(attributes)));
    text.write(String.join(",", cells) + (kinds ? "," + kind : "") + "\r\n");
  }

  private static String cell(@Nullable String text) {
    return text == null ? "" : CsvCell.of(text);
  }
}
