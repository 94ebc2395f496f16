package io.sisom.evaluation.report;

import io.sisom.fitting.FitReport;
import io.sisom.fitting.FitReport.Figures;
import io.sisom.fitting.FitReport.Tried;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the stream's settings were chosen, without any novel frame. */
final class FitSection {
  private static final int SHOWN = 8;

  private FitSection() {}

  static String of(FitReport fit) {
    StringBuilder out = new StringBuilder("<section><h2>How the settings were chosen</h2><p>");
    out.append(Numbers.count(fit.heldOut()));
    out.append(" held-out known frames were told from outliers made of them (");
    out.append(Html.escape(String.join(", ", fit.families())));
    out.append("), with distances to ").append(Numbers.count(fit.known()));
    out.append(" known ones. No novel frame took part. Taken: <code>");
    out.append(Html.escape(settings(fit.settings()))).append("</code></p>");
    out.append("<div class=\"wide\"><table><thead><tr><th>settings</th>");
    for (String column : List.of("near", "far", "d'", "r_avg", "saturated")) {
      out.append("<th class=\"n\">").append(column).append("</th>");
    }
    out.append("</tr></thead><tbody>");
    shown(fit).forEach(tried -> out.append(row(tried)));
    fit.yardsticks().forEach((name, figures) -> out.append(yardstick(name, figures)));
    return out.append("</tbody></table></div></section>").toString();
  }

  private static List<Tried> shown(FitReport fit) {
    List<Tried> sorted =
        fit.tried().stream()
            .sorted(Comparator.comparingDouble((Tried tried) -> -tried.figures().separation()))
            .toList();
    return sorted.stream()
        .filter(tried -> tried.best() || tried.byDefault() || sorted.indexOf(tried) < SHOWN)
        .toList();
  }

  private static String row(Tried tried) {
    String note = tried.taken() ? "taken" : tried.byDefault() ? "default" : "";
    return (tried.taken() ? "<tr class=\"STREAM\">" : "<tr>")
        + "<th><code>"
        + Html.escape(settings(tried.settings()))
        + "</code><small>"
        + note
        + "</small></th>"
        + cells(tried.figures())
        + cell(Numbers.brief(tried.ratioAverage()))
        + cell(Numbers.percent(tried.saturated()))
        + "</tr>";
  }

  private static String yardstick(String name, Figures figures) {
    return "<tr><th>"
        + Html.escape(name)
        + "</th>"
        + cells(figures)
        + cell("")
        + cell("")
        + "</tr>";
  }

  private static String cells(Figures figures) {
    return cell(Numbers.percent(figures.near()))
        + cell(Numbers.percent(figures.far()))
        + cell(Numbers.brief(figures.separation()));
  }

  private static String cell(String text) {
    return "<td class=\"n\">" + text + "</td>";
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
