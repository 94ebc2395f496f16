package io.sisom.console.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats that are written and read. */
public enum ExchangeFormat {
  /** Tasks of Label Studio with predictions and annotations. */
  LABEL_STUDIO("label-studio", "application/json"),
  /** COCO's annotations, one box around the whole frame. */
  COCO("coco", "application/json"),
  /** One line an answer. */
  CSV("csv", "text/csv; charset=utf-8");

  private final String word;
  private final String contentType;

  ExchangeFormat(String word, String contentType) {
    this.word = word;
    this.contentType = contentType;
  }

  /** As written in requests. */
  public String word() {
    return word;
  }

  /** Of the file. */
  public String contentType() {
    return contentType;
  }

  /** The format of that word. */
  public static Optional<ExchangeFormat> of(String word) {
    return Stream.of(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  /** Writes frames; does not close {@code out}. */
  public void write(List<ExchangedFrame> frames, OutputStream out) throws IOException {
    switch (this) {
      case LABEL_STUDIO -> LabelStudio.write(frames, out);
      case COCO -> Coco.write(frames, out);
      case CSV -> LabelCsv.write(frames, out);
    }
  }

  /**
   * Reads answers piece by piece; memory does not grow with the file, but by what the sink keeps.
   *
   * @param names frames that the queue knows
   * @throws ImportException where the bytes are not of this format; the sink has had a part then
   */
  public void read(ImportFile file, FrameNames names, ImportSink sink)
      throws IOException, ImportException {
    switch (this) {
      case LABEL_STUDIO -> LabelStudioReader.read(file, names, sink);
      case COCO -> CocoReader.read(file, names, sink);
      case CSV -> LabelCsvReader.read(file, sink);
    }
  }
}
