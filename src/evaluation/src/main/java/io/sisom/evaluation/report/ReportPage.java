package io.sisom.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A page that needs nothing else: no network, no script. */
final class ReportPage {
  private ReportPage() {}

  /** The whole page. */
  static String of(String title, String body) throws IOException {
    return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
        + " img-src data:; style-src 'unsafe-inline'\"><title>"
        + Html.escape(title)
        + "</title><style>"
        + style()
        + "</style><body><main>"
        + body
        + "</main></body></html>\n";
  }

  private static String style() throws IOException {
    try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks the report's style sheet; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
