package io.sisom.evaluation.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sisom.evaluation.al.AlPoint;
import io.sisom.evaluation.al.AlResult;
import io.sisom.evaluation.al.AlRun;
import io.sisom.evaluation.al.LearningCurve;
import io.sisom.evaluation.al.StrategyName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** All figures of an active-learning experiment as JSON; shares are 0 to 1. */
public final class AlJsonReport {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private AlJsonReport() {}

  /** Writes the file. */
  public static void write(AlResult result, Path file) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("made", result.made().toString());
    root.put("model", result.model());
    root.put("settings", result.settings());
    root.put("poolFrames", result.poolFrames());
    root.put("testFrames", result.testFrames());
    root.put("foreign", result.foreign());
    root.put("strategies", result.strategies().stream().map(s -> strategy(result, s)).toList());
    root.put("runs", result.runs().stream().map(AlJsonReport::run).toList());
    Files.write(file, JSON.writeValueAsBytes(root));
  }

  private static Map<String, Object> strategy(AlResult result, StrategyName name) {
    LearningCurve curve = result.curve(name);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", name.key());
    json.put("curve", curve.points());
    AlFigures.shareOfBase(result, name).ifPresent(share -> json.put("labelsForBase", share));
    json.put("foreignShare", curve.foreignShare());
    return json;
  }

  private static Map<String, Object> run(AlRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("strategy", run.strategy().key());
    json.put("seed", run.seed());
    json.put("points", run.points().stream().map(AlJsonReport::point).toList());
    return json;
  }

  private static Map<String, Object> point(AlPoint point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("labels", point.labels());
    json.put("accuracy", point.accuracy());
    json.put("foreign", point.foreign());
    json.put("farLimit", point.choice().farLimit());
    json.put("far", point.choice().far());
    json.put("near", point.choice().near());
    json.put("filled", point.choice().filled());
    json.put("chooseSeconds", point.chooseSeconds());
    json.put("learnSeconds", point.learnSeconds());
    return json;
  }
}
