package io.sisom.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sisom.evaluation.Evaluation;
import io.sisom.evaluation.MethodResult;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetSummary;
import io.sisom.measure.SetFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All figures as JSON; shares are 0 to 1, times are seconds per thousand frames. */
public final class JsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonReport() {}

  /** Writes the file. */
  public static void write(Evaluation evaluation, Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("made", evaluation.made().toString());
    root.put("model", evaluation.modelVersion());
    root.put("settings", evaluation.settings());
    evaluation.accuracy().ifPresent(accuracy -> root.put("idAccuracy", accuracy));
    root.put("ratioAverage", evaluation.stream().scorer().reference().ratioAverage());
    root.put("featureSeconds", evaluation.featureSeconds());
    root.put("idFramesAmongKnown", evaluation.repeated());
    List<Object> sets = new ArrayList<>();
    sets.add(set(evaluation.known()));
    sets.add(set(evaluation.id()));
    evaluation.novel().forEach(set -> sets.add(set(set)));
    root.put("sets", sets);
    root.put("methods", evaluation.methods().stream().map(m -> method(evaluation, m)).toList());
    evaluation.fit().ifPresent(fit -> root.put("fit", fit));
    Files.write(file, JSON.writeValueAsBytes(root));
  }

  private static Map<String, Object> set(SetSummary set) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", set.name());
    json.put("role", set.role().key());
    json.put("frames", set.table().size());
    json.put("leftOut", set.table().leftOut());
    json.put("featuresFromCache", set.cached());
    return json;
  }

  private static Map<String, Object> method(Evaluation evaluation, MethodResult method) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", method.name());
    json.put("source", method.entry().source());
    json.put("kind", method.entry().kind().name().toLowerCase(Locale.ROOT));
    json.put("fitSeconds", method.entry().fitSeconds());
    json.put("seconds", method.secondsPerThousand());
    for (Role role : List.of(Role.NEAR, Role.FAR)) {
      if (evaluation.has(role)) {
        json.put(role.key() + "Auroc", evaluation.mean(method, role, SetFigures::auroc));
        json.put(role.key() + "Fpr95", evaluation.mean(method, role, SetFigures::fpr95));
      }
    }
    json.put(
        "falseAlarms",
        method.falseAlarms().stream()
            .map(alarm -> Map.of("asked", alarm.asked(), "measured", alarm.measured()))
            .toList());
    json.put("sets", method.figures().stream().map(JsonReport::figures).toList());
    return json;
  }

  private static Map<String, Object> figures(SetFigures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("set", figures.set());
    json.put("auroc", figures.auroc());
    json.put("auprIn", figures.auprIn());
    json.put("auprOut", figures.auprOut());
    json.put("fpr95", figures.fpr95());
    json.put("flagged95", figures.flagged95());
    return json;
  }
}
