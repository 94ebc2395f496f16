package io.sisom.console.http;

import io.sisom.queue.Candidate;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Lease;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.FrameScore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A frame as the REST interface shows it. What was answered is shown when the frame has ended, so
 * that nobody copies another's answer.
 */
final class FrameJson {
  private FrameJson() {}

  static Map<String, @Nullable Object> of(QueueEntry entry) {
    Candidate candidate = entry.candidate();
    FrameScore score = candidate.score();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("frameId", entry.frameId());
    json.put("sensorId", score.getSensorId());
    json.put("capturedAt", score.getCapturedAt().toString());
    json.put("picture", picture(entry.frameId()));
    json.put("predicted", score.getPredicted());
    json.put("outerLabel", candidate.outerLabel());
    json.put("pValue", score.getPValue());
    json.put("ratio", number(score.getRatio()));
    json.put("energy", number(score.getEnergy()));
    json.put("sisome", number(score.getSisome()));
    json.put("innerDistance", number(score.getInnerDistance()));
    json.put("outerDistance", number(score.getOuterDistance()));
    json.put("nearestInnerFrameId", score.getNearestInnerFrameId());
    json.put("nearestOuterFrameId", score.getNearestOuterFrameId());
    json.put("modelVersion", score.getModelVersion());
    json.put("referenceVersion", score.getReferenceVersion());
    json.put("windowStart", candidate.windowStart().toString());
    json.put("rank", candidate.rank());
    json.put("considered", candidate.considered());
    json.put("leases", entry.leases().stream().map(FrameJson::lease).toList());
    json.put("answered", entry.answers().size());
    json.put("skipped", entry.skips().size());
    json.put("ending", entry.ended().map(ended -> ended.how().word()).orElse(null));
    json.put("endedAt", entry.ended().map(ended -> ended.at().toString()).orElse(null));
    json.put(
        "answers",
        entry.ended().isPresent()
            ? entry.answers().stream().map(FrameJson::answer).toList()
            : List.of());
    return json;
  }

  static Map<String, Object> lease(Lease lease) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("annotator", lease.annotator());
    json.put("since", lease.since().toString());
    json.put("until", lease.until().toString());
    return json;
  }

  private static Map<String, Object> answer(GivenLabel given) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("annotator", given.annotator());
    json.put("label", given.label());
    json.put("at", given.at().toString());
    return json;
  }

  /** Where a frame's picture is served. */
  static String picture(String frameId) {
    return "/api/v1/frames/picture?frameId=" + URLEncoder.encode(frameId, StandardCharsets.UTF_8);
  }

  static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }
}
