package io.sisom.evaluation.report;

import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.StrategyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalDouble;

/** An active-learning experiment as one page that needs nothing else: no network, no script. */
public final class AlHtmlReport {
  private AlHtmlReport() {}

  /** Writes the page. */
  public static void write(AlResult result, Path file) throws IOException {
    write(result, file, accuracy(result) + foreign(result));
  }

  /** Writes the page of an experiment on a stream, and of the same frames as a pool. */
  public static void write(AlResult stream, AlResult pool, Path file) throws IOException {
    write(
        stream,
        file,
        "<h2>On the stream</h2>"
            + accuracy(stream)
            + foreign(stream)
            + "<h2>The same frames as a pool</h2>"
            + accuracy(pool)
            + foreign(pool));
  }

  private static void write(AlResult result, Path file, String figures) throws IOException {
    String body =
        "<header><h1>Which labels teach most?</h1><p class=\"quiet\">"
            + Html.escape(result.model())
            + " · "
            + result.made().toString().substring(0, 16)
            + " UTC</p></header>"
            + figures
            + settings(result);
    Files.writeString(file, ReportPage.of("Active learning with " + result.model(), body));
  }

  private static String accuracy(AlResult result) {
    return "<section><h2>Accuracy over labels</h2><p>Test accuracy in percent after each cycle, mean over "
        + seeds(result)
        + "; the band is one standard deviation on either side. Of one seed, all strategies"
        + " begin with the same labels and the same network.</p>"
        + legend(result)
        + AlCurves.accuracy(result)
        + accuracyTable(result)
        + "</section>";
  }

  private static String seeds(AlResult result) {
    return result.plan().seeds() + (result.plan().seeds() == 1 ? " seed" : " seeds");
  }

  private static String legend(AlResult result) {
    StringBuilder out = new StringBuilder("<p class=\"legend\">");
    int color = 0;
    for (StrategyName name : result.strategies()) {
      out.append("<span><i class=\"").append(Palette.of(color++)).append("\"></i>");
      out.append(name.key()).append("</span>");
    }
    return out.append("</p>").toString();
  }

  private static String accuracyTable(AlResult result) {
    StringBuilder out =
        new StringBuilder("<div class=\"wide\"><table><thead><tr><th>strategy</th>");
    result
        .curve(result.strategies().get(0))
        .points()
        .forEach(p -> out.append(cell("th", Numbers.count(p.labels()))));
    String base = AlFigures.base(result).key();
    out.append(cell("th", "labels for the last accuracy of " + base + ", share of its labels"));
    out.append("</tr></thead><tbody>");
    for (StrategyName name : result.strategies()) {
      out.append("<tr><th>").append(name.key()).append("</th>");
      for (LearningCurve.Point p : result.curve(name).points()) {
        out.append(cell("td", Numbers.percent(p.mean()) + " ± " + Numbers.percent(p.deviation())));
      }
      OptionalDouble share = AlFigures.shareOfBase(result, name);
      out.append(
          cell(
              "td",
              share.isPresent()
                  ? String.format(Locale.ROOT, "%.2f", share.getAsDouble())
                  : "not reached"));
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static String foreign(AlResult result) {
    if (result.foreign().isEmpty()) {
      return "";
    }
    StringBuilder out =
        new StringBuilder("<section><h2>Labels spent on frames without a class</h2>");
    out.append(
        "<p>Mean over seeds. The pool also holds frames of no class; asking for one costs a");
    out.append(" label and teaches the network nothing.</p>").append(legend(result));
    out.append(AlCurves.foreign(result));
    out.append("<h3>Share of the labels after the start, %</h3>");
    out.append("<div class=\"wide\"><table><thead><tr><th>strategy</th>");
    result.foreign().forEach(name -> out.append(cell("th", name)));
    out.append(cell("th", "all"));
    if (result.wanted() > 0) {
      out.append(cell("th", "of " + result.wanted() + " wanted kinds, classes by the end"));
    }
    out.append("</tr></thead><tbody>");
    for (StrategyName name : result.strategies()) {
      LearningCurve curve = result.curve(name);
      out.append("<tr><th>").append(name.key()).append("</th>");
      for (int set = 0; set < result.foreign().size(); set++) {
        out.append(cell("td", Numbers.percent(curve.foreignShare(set))));
      }
      out.append(cell("td", Numbers.percent(curve.foreignShare())));
      if (result.wanted() > 0) {
        out.append(cell("td", String.format(Locale.ROOT, "%.1f", curve.last().discovered())));
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div></section>").toString();
  }

  private static String cell(String element, String text) {
    return "<" + element + " class=\"n\">" + Html.escape(text) + "</" + element + ">";
  }

  private static String settings(AlResult result) {
    StringBuilder out = new StringBuilder("<section><h2>How this was made</h2><table><tbody>");
    result
        .settings()
        .forEach(
            (key, value) ->
                out.append("<tr><th>")
                    .append(Html.escape(key))
                    .append("</th><td><code>")
                    .append(Html.escape(value))
                    .append("</code></td></tr>"));
    out.append("<tr><th>frames</th><td>").append(Numbers.count(result.poolFrames()));
    out.append(" in the pool, ").append(Numbers.count(result.testFrames())).append(" test frames");
    return out.append("</td></tr></tbody></table></section>").toString();
  }
}
