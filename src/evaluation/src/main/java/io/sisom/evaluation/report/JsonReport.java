package io.sisom.evaluation.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.FalseAlarm;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetSummary;
import io.sisom.fitting.FitReport;
import io.sisom.measure.SetFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All figures as JSON; shares are 0 to 1, times are seconds per thousand frames. What an evaluation
 * has not is left out.
 */
public final class JsonReport {
  private JsonReport() {}

  /** Writes the file. */
  public static void write(Evaluation evaluation, Path file) throws IOException {
    ReportFile.write(Root.of(evaluation), file);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Root(
      String made,
      String model,
      Map<String, String> settings,
      @Nullable Double idAccuracy,
      double ratioAverage,
      double featureSeconds,
      int idFramesAmongKnown,
      List<Set> sets,
      List<Method> methods,
      @Nullable FitReport fit) {
    static Root of(Evaluation evaluation) {
      return new Root(
          evaluation.made().toString(),
          evaluation.modelVersion(),
          evaluation.settings(),
          evaluation.accuracy().isPresent() ? evaluation.accuracy().getAsDouble() : null,
          evaluation.stream().scorer().reference().ratioAverage(),
          evaluation.featureSeconds(),
          evaluation.repeated(),
          Stream.concat(Stream.of(evaluation.known(), evaluation.id()), evaluation.novel().stream())
              .map(Set::of)
              .toList(),
          evaluation.methods().stream().map(it -> Method.of(evaluation, it)).toList(),
          evaluation.fit().orElse(null));
    }
  }

  record Set(String name, String role, int frames, int leftOut, boolean featuresFromCache) {
    static Set of(SetSummary set) {
      return new Set(
          set.name(), set.role().key(), set.table().size(), set.table().leftOut(), set.cached());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Method(
      String name,
      String source,
      String kind,
      double fitSeconds,
      double seconds,
      @Nullable Double nearAuroc,
      @Nullable Double nearFpr95,
      @Nullable Double farAuroc,
      @Nullable Double farFpr95,
      List<FalseAlarm> falseAlarms,
      List<Figures> sets) {
    static Method of(Evaluation evaluation, MethodResult method) {
      return new Method(
          method.name(),
          method.entry().source(),
          method.entry().kind().name().toLowerCase(Locale.ROOT),
          method.entry().fitSeconds(),
          method.secondsPerThousand(),
          mean(evaluation, method, Role.NEAR, SetFigures::auroc),
          mean(evaluation, method, Role.NEAR, SetFigures::fpr95),
          mean(evaluation, method, Role.FAR, SetFigures::auroc),
          mean(evaluation, method, Role.FAR, SetFigures::fpr95),
          method.falseAlarms(),
          method.figures().stream().map(Figures::of).toList());
    }

    private static @Nullable Double mean(
        Evaluation evaluation,
        MethodResult method,
        Role role,
        ToDoubleFunction<SetFigures> figure) {
      return evaluation.has(role) ? evaluation.mean(method, role, figure) : null;
    }
  }

  record Figures(
      String set, double auroc, double auprIn, double auprOut, double fpr95, double flagged95) {
    static Figures of(SetFigures figures) {
      return new Figures(
          figures.set(),
          figures.auroc(),
          figures.auprIn(),
          figures.auprOut(),
          figures.fpr95(),
          figures.flagged95());
    }
  }
}
