package io.sisom.evaluation.report;

import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.FalseAlarm;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetReader;
import io.sisom.evaluation.SetSummary;
import io.sisom.evaluation.StreamParts;
import io.sisom.frame.FrameDecoder;
import io.sisom.measure.Ranking;
import io.sisom.measure.RocPoint;
import io.sisom.measure.SetFigures;
import io.sisom.method.FrameShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One page that needs nothing else: no network, no script. */
public final class HtmlReport {
  private static final int ROC_POINTS = 300;

  private final WrongFrames wrong;
  private final Palette palette = new Palette();

  /** With what shows frames as pictures. */
  public HtmlReport(SetReader reader, FrameDecoder decoder, FrameShape input) {
    this.wrong = new WrongFrames(reader, decoder, input);
  }

  /** Writes the page. */
  public void write(Evaluation evaluation, Path file) throws IOException {
    String body =
        head(evaluation)
            + tables(evaluation)
            + densities(evaluation)
            + roc(evaluation)
            + new Maps(evaluation, palette).section()
            + wrong.section(evaluation)
            + evaluation.fit().map(FitSection::of).orElse("")
            + settings(evaluation);
    Files.writeString(file, ReportPage.of("Evaluation of " + evaluation.modelVersion(), body));
  }

  private static String head(Evaluation evaluation) {
    StringBuilder out = new StringBuilder("<header><h1>Does it know what it does not know?</h1>");
    out.append("<p class=\"quiet\">").append(Html.escape(evaluation.modelVersion()));
    out.append(" · ").append(evaluation.made().toString(), 0, 16).append(" UTC</p>");
    out.append("<div class=\"tiles\">");
    for (Role role : List.of(Role.NEAR, Role.FAR)) {
      if (evaluation.has(role)) {
        double mean = evaluation.mean(evaluation.main(), role, SetFigures::auroc);
        out.append(tile(Numbers.percent(mean), role.key() + "-OOD AUROC, %"));
      }
    }
    for (FalseAlarm alarm : evaluation.main().falseAlarms().stream().limit(1).toList()) {
      out.append(tile(Numbers.percent(alarm.measured()), "% false alarms, asked for 1"));
    }
    evaluation
        .accuracy()
        .ifPresent(
            share -> out.append(tile(Numbers.percent(share), "% of known classified right")));
    out.append(
        tile(
            Numbers.seconds(evaluation.featureSeconds() + evaluation.main().secondsPerThousand()),
            "s per 1,000 frames, all in"));
    out.append("</div><ul>");
    Headline.of(evaluation).forEach(s -> out.append("<li>").append(Html.escape(s)).append("</li>"));
    return out.append("</ul></header>").toString();
  }

  private static String tile(String figure, String what) {
    return "<div><b>" + figure + "</b><span>" + what + "</span></div>";
  }

  private static String tables(Evaluation evaluation) {
    return "<section><h2>Every method on the same frames</h2><p>All are fitted on "
        + Numbers.count(evaluation.known().table().size())
        + " known frames and no novel one. The best of each column is marked.</p>"
        + "<h3>AUROC, % (higher is better)</h3>"
        + table(ResultTable.auroc(evaluation))
        + "<details><summary>FPR at 95 % TPR and AUPR</summary>"
        + "<h3>Novel frames let through where 95 % of known ones are, % (lower is better)</h3>"
        + table(ResultTable.fpr(evaluation))
        + "<h3>AUPR, novel positive, % (higher is better)</h3>"
        + table(ResultTable.of(evaluation, SetFigures::auprOut, true))
        + "<h3>AUPR, known positive, % (higher is better)</h3>"
        + table(ResultTable.of(evaluation, SetFigures::auprIn, true))
        + "</details></section>";
  }

  private static String table(ResultTable table) {
    StringBuilder out = new StringBuilder("<div class=\"wide\"><table><thead><tr><th>method</th>");
    table
        .columns()
        .forEach(c -> out.append("<th class=\"n\">").append(Html.escape(c)).append("</th>"));
    out.append("<th class=\"n\">false alarms<br>at 1 %</th><th class=\"n\">at 5 %</th>");
    out.append("<th class=\"n\">s per<br>1,000</th></tr></thead><tbody>");
    for (ResultTable.Row row : table.rows()) {
      MethodResult method = row.method();
      out.append("<tr class=\"").append(method.entry().kind().name()).append("\"><th>");
      out.append(Html.escape(method.name())).append("<small>");
      out.append(Html.escape(method.entry().source())).append("</small></th>");
      for (ResultTable.Cell cell : row.cells()) {
        out.append(cell.best() ? "<td class=\"n best\">" : "<td class=\"n\">");
        out.append(cell.text()).append("</td>");
      }
      for (int i = 0; i < 2; i++) {
        out.append("<td class=\"n quiet\">");
        out.append(
            method.falseAlarms().isEmpty()
                ? "–"
                : Numbers.percent(method.falseAlarms().get(i).measured()));
        out.append("</td>");
      }
      out.append("<td class=\"n quiet\">").append(Numbers.seconds(method.secondsPerThousand()));
      out.append("</td></tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private String densities(Evaluation evaluation) {
    List<StreamParts> parts = new ArrayList<>();
    List<String> colors = colors(evaluation);
    parts.add(evaluation.stream().scorer().parts(evaluation.id().table().features()));
    for (SetSummary set : evaluation.novel()) {
      parts.add(evaluation.stream().scorer().parts(set.table().features()));
    }
    return "<section><h2>What the score is made of</h2><p>The less a novel set overlaps"
        + " the known one (filled), the better a quantity tells them apart.</p>"
        + legend(evaluation)
        + "<div class=\"two\">"
        + density(
            "Inner distance: to the nearest known frame of the predicted class",
            parts,
            StreamParts::inner,
            colors)
        + density(
            "Outer distance: to the nearest known frame of another class",
            parts,
            StreamParts::outer,
            colors)
        + density("Ratio of the two (SISOM)", parts, StreamParts::ratio, colors)
        + density(
            "Score of the stream (" + evaluation.main().name() + ")",
            parts,
            StreamParts::score,
            colors)
        + "</div></section>";
  }

  private static String density(
      String name,
      List<StreamParts> parts,
      Function<StreamParts, double[]> of,
      List<String> colors) {
    return "<div>" + Curve.densities(name, parts.stream().map(of).toList(), colors) + "</div>";
  }

  private String roc(Evaluation evaluation) {
    List<List<RocPoint>> curves = new ArrayList<>();
    for (double[] novel : evaluation.main().novelScores()) {
      curves.add(Ranking.of(evaluation.main().idScores(), novel).roc(ROC_POINTS));
    }
    List<String> colors = colors(evaluation);
    return "<section><h2>ROC curves of "
        + Html.escape(evaluation.main().name())
        + "</h2><p>Novel frames found (upward) against known frames flagged by mistake.</p>"
        + legend(evaluation)
        + "<div class=\"one\">"
        + Curve.roc(curves, colors.subList(1, colors.size()))
        + "</div></section>";
  }

  private List<String> colors(Evaluation evaluation) {
    List<String> colors = new ArrayList<>(List.of(palette.known()));
    for (int s = 0; s < evaluation.novel().size(); s++) {
      colors.add(palette.novel(s));
    }
    return colors;
  }

  private String legend(Evaluation evaluation) {
    StringBuilder out = new StringBuilder("<p class=\"legend\">");
    out.append(key(palette.known(), "known (in distribution)"));
    for (int s = 0; s < evaluation.novel().size(); s++) {
      SetSummary set = evaluation.novel().get(s);
      out.append(key(palette.novel(s), set.name() + " (" + set.role().key() + ")"));
    }
    return out.append("</p>").toString();
  }

  private static String key(String color, String name) {
    return "<span><i class=\"" + color + "\"></i>" + Html.escape(name) + "</span>";
  }

  private static String settings(Evaluation evaluation) {
    StringBuilder out = new StringBuilder("<section><h2>How this was made</h2><table><tbody>");
    evaluation
        .settings()
        .forEach(
            (key, value) ->
                out.append("<tr><th>")
                    .append(Html.escape(key))
                    .append("</th><td><code>")
                    .append(Html.escape(value))
                    .append("</code></td></tr>"));
    List<SetSummary> sets = new ArrayList<>(List.of(evaluation.known(), evaluation.id()));
    sets.addAll(evaluation.novel());
    for (SetSummary set : sets) {
      out.append("<tr><th>").append(Html.escape(set.name())).append("</th><td>");
      out.append(Numbers.count(set.table().size())).append(" frames, ");
      out.append(set.table().leftOut()).append(" left out</td></tr>");
    }
    out.append("<tr><th>r_avg</th><td>");
    out.append(Numbers.brief(evaluation.stream().scorer().reference().ratioAverage()));
    return out.append("</td></tr></tbody></table></section>").toString();
  }
}
