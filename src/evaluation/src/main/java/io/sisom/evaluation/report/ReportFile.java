package io.sisom.evaluation.report;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A report as a JSON file that people can read, too. */
final class ReportFile {
  private static final ObjectWriter JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private ReportFile() {}

  /** Writes the components of a record as fields in their order. */
  static void write(Record report, Path file) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(report));
  }
}
