package io.sisom.cli;

import io.sisom.fitting.FitReport;
import io.sisom.fitting.FitReport.Figures;
import io.sisom.fitting.FitReport.Tried;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How settings were chosen, as a table for people. */
final class FitTable {
  private static final int SHOWN = 12;

  private FitTable() {}

  /**
   * Several lines, ending with a line break.
   *
   * @param all whether every setting is listed, not only the best and the defaults
   */
  static String of(FitReport report, boolean all) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "fitted by %s: %d held-out frames told from outliers made of them (%s), beside %d known"
                + " frames%n",
            report.by(),
            report.heldOut(),
            String.join(", ", report.families()),
            report.known()));
    out.append(
        String.format(
            "AUROC %%, d' what settings are compared by; > taken, . default%n  %6s %6s %6s %7s %6s  settings%n",
            "near", "far", "d'", "r_avg", "sat."));
    List<Tried> sorted =
        report.tried().stream()
            .sorted(Comparator.comparingDouble((Tried tried) -> -tried.figures().separation()))
            .toList();
    int listed = 0;
    for (Tried tried : sorted) {
      boolean special = tried.taken() || tried.best() || tried.byDefault();
      if (all || special || listed < SHOWN) {
        out.append(line(tried));
        listed++;
      }
    }
    if (listed < sorted.size()) {
      out.append(String.format("  and %d more, see --all%n", sorted.size() - listed));
    }
    report.yardsticks().forEach((name, figures) -> out.append(yardstick(name, figures)));
    return out.toString();
  }

  private static String line(Tried tried) {
    return String.format(
        Locale.ROOT,
        "%s%s %s %7.4f %6.3f  %s%n",
        tried.taken() ? ">" : " ",
        tried.byDefault() ? "." : " ",
        figures(tried.figures()),
        tried.ratioAverage(),
        tried.saturated(),
        settings(tried.settings()));
  }

  private static String yardstick(String name, Figures figures) {
    return String.format(Locale.ROOT, "   %s %7s %6s  %s%n", figures(figures), "", "", name);
  }

  private static String figures(Figures figures) {
    return String.format(
        Locale.ROOT,
        "%6.2f %6.2f %6.3f",
        100 * figures.near(),
        100 * figures.far(),
        figures.separation());
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey().replace("score.", "") + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }
}
