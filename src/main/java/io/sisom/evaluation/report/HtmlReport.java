package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.SetReader;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameShape;
import java.io.IOException;
import java.nio.file.Path;

/** stub. */
public final class HtmlReport {
  public HtmlReport(SetReader reader, FrameDecoder decoder, FrameShape input) {}

  public void write(Evaluation evaluation, Path file) throws IOException {}
}
