package io.sisom.evaluation.report;

import io.sisom.evaluation.episode.CalibrationFacts;
import io.sisom.evaluation.episode.EpisodeLine;
import io.sisom.evaluation.episode.EpisodeResult;
import io.sisom.evaluation.episode.EpisodeSettings;
import io.sisom.evaluation.episode.MethodCalibrations;
import io.sisom.evaluation.episode.SplicePlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** An evaluation by episodes as text for a terminal, and as JSON. */
public final class EpisodeReport {
  private EpisodeReport() {}

  /** Several lines, ending with a line break. */
  public static String of(EpisodeResult result) {
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "%s: %s frames in %.1f s, %d novelties in %d copies%n",
            result.model(),
            Numbers.count(result.frames()),
            result.seconds(),
            result.plan().splices().size(),
            result.plan().copies()));
    calibrations(out, result.calibrations());
    for (double rate : result.settings().rates()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%nAsked: %s %% of frames; were they independent, %.2f false episodes an hour%n",
              Numbers.percent(rate),
              result.independentFalsePerHour(rate)));
      List<List<String>> rows = new ArrayList<>();
      rows.add(
          List.of(
              "method",
              "calibration",
              "seen %",
              "rounds %",
              "blocks %",
              "false/h (95 %)",
              "found",
              "missed",
              "hidden",
              "s median",
              "max",
              "by kind"));
      result.lines().stream()
          .filter(line -> line.asked() == rate)
          .forEach(line -> rows.add(row(line)));
      TextReport.append(out, rows);
    }
    return out.toString();
  }

  private static void calibrations(StringBuilder out, List<MethodCalibrations> methods) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("calibration, mean of rounds", "frames", "effective", "blocks"));
    for (MethodCalibrations method : methods) {
      rows.add(
          List.of(
              method.method(),
              mean(method, CalibrationFacts::frames),
              mean(method, CalibrationFacts::effective),
              mean(method, CalibrationFacts::blocks)));
    }
    TextReport.append(out, rows);
  }

  private static String mean(MethodCalibrations method, ToDoubleFunction<CalibrationFacts> figure) {
    return String.format(
        Locale.ROOT, "%.0f", method.rounds().stream().mapToDouble(figure).average().orElse(0));
  }

  private static List<String> row(EpisodeLine line) {
    double least = line.seenByRound().stream().mapToDouble(it -> it).min().orElse(0);
    double most = line.seenByRound().stream().mapToDouble(it -> it).max().orElse(0);
    return List.of(
        line.method(),
        line.calibration().key()
            + (line.smallest() > line.asked()
                ? " (p ≥ " + Numbers.brief(line.smallest()) + ")"
                : ""),
        Numbers.percent(line.seen()),
        Numbers.percent(least) + "–" + Numbers.percent(most),
        Numbers.percent(line.alarmedBlocks()),
        String.format(
            Locale.ROOT,
            "%.0f (%.0f–%.0f)",
            line.falsePerHour(),
            line.falsePerHourLow(),
            line.falsePerHourHigh()),
        Integer.toString(line.found()),
        Integer.toString(line.missed()),
        Integer.toString(line.hidden()),
        seconds(line.secondsMedian()),
        seconds(line.secondsMax()),
        kinds(line.byKind()));
  }

  private static String seconds(@Nullable Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String kinds(Map<String, EpisodeLine.Count> kinds) {
    return String.join(
        " ",
        kinds.entrySet().stream()
            .map(kind -> kind.getKey() + " " + kind.getValue().found() + "/" + kind.getValue().of())
            .toList());
  }

  /** Writes all figures and the plan. */
  public static void write(EpisodeResult result, Path file) throws IOException {
    ReportFile.write(Root.of(result), file);
  }

  record Root(
      String made,
      String model,
      Map<String, String> record,
      EpisodeSettings settings,
      int frames,
      double seconds,
      List<Promise> independent,
      List<MethodCalibrations> calibrations,
      List<EpisodeLine> lines,
      SplicePlan plan) {
    static Root of(EpisodeResult result) {
      return new Root(
          result.made().toString(),
          result.model(),
          result.record(),
          result.settings(),
          result.frames(),
          result.seconds(),
          result.settings().rates().stream()
              .map(rate -> new Promise(rate, result.independentFalsePerHour(rate)))
              .toList(),
          result.calibrations(),
          result.lines(),
          result.plan());
    }
  }

  record Promise(double asked, double falsePerHour) {}
}
