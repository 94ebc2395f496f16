package io.sisom.console.http;

import io.sisom.live.DeadLetter;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.FramePlace;
import io.sisom.live.Lag;
import io.sisom.live.Point;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.live.SensorView;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The fleet as the REST interface and the live page's events show it. */
final class LiveJson {
  private LiveJson() {}

  static Map<String, @Nullable Object> sensor(SensorView sensor) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sensorId", sensor.sensorId());
    json.put("frames", sensor.frames());
    json.put("pValues", sensor.latest().stream().map(SeenFrame::pValue).toList());
    json.put("strip", sensor.strip().stream().map(LiveJson::frame).toList());
    List<SeenFrame> latest = sensor.latest();
    json.put("last", latest.isEmpty() ? null : frame(latest.get(latest.size() - 1)));
    return json;
  }

  static Map<String, @Nullable Object> frame(SeenFrame frame) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("frameId", frame.frameId());
    json.put("capturedAt", frame.capturedAt().toString());
    json.put("predicted", frame.predicted());
    json.put("pValue", frame.pValue());
    json.put("ratio", FrameJson.number(frame.ratio()));
    json.put("energy", FrameJson.number(frame.energy()));
    json.put("sisome", FrameJson.number(frame.sisome()));
    json.put("delayMs", Duration.between(frame.capturedAt(), frame.scoredAt()).toMillis());
    json.put("version", frame.version());
    json.put("picture", frame.place().map(it -> picture(it, frame.frameId())).orElse(null));
    return json;
  }

  /** Where a frame's picture is served; {@code &size=large} for more than a thumbnail. */
  static String picture(FramePlace place, String frameId) {
    return "/api/v1/live/picture?partition=%d&offset=%d&frameId=%s"
        .formatted(
            place.partition(), place.offset(), URLEncoder.encode(frameId, StandardCharsets.UTF_8));
  }

  /** Columns, as plots take them. */
  static Map<String, Object> points(List<Point> points, Duration length) {
    double seconds = length.toMillis() / 1e3;
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seconds", seconds);
    json.put("at", points.stream().map(point -> point.start().toEpochMilli() / 1e3).toList());
    json.put("framesPerSecond", points.stream().map(point -> point.frames() / seconds).toList());
    json.put("novelty", where(points, Point::novelty));
    json.put("delayMedianMs", where(points, point -> rounded(point.delayMedian())));
    json.put("delayHighMs", where(points, point -> rounded(point.delayHigh())));
    return json;
  }

  /** Null where there was no frame. */
  private static List<@Nullable Double> where(List<Point> points, ToDoubleFunction<Point> value) {
    List<@Nullable Double> values = new ArrayList<>();
    points.forEach(point -> values.add(point.frames() == 0 ? null : value.applyAsDouble(point)));
    return values;
  }

  private static double rounded(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  static Map<String, Object> lag(Lag lag) {
    return Map.of("frames", lag.frames(), "end", lag.end());
  }

  static Map<String, @Nullable Object> episode(Episode episode, Optional<Review> review) {
    OodAlert alert = episode.alert();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("episodeId", alert.getEpisodeId());
    json.put("sensorId", alert.getSensorId());
    json.put("open", episode.open());
    json.put("openedAt", alert.getOpenedAt().toString());
    json.put("lastNovelAt", alert.getLastNovelAt().toString());
    json.put("closedAt", alert.getClosedAt() == null ? null : alert.getClosedAt().toString());
    json.put("closeReason", alert.getCloseReason());
    json.put("frames", alert.getFrames());
    json.put("novelFrames", alert.getNovelFrames());
    json.put("peakFrameId", alert.getPeakFrameId());
    json.put("peakPValue", alert.getPeakPValue());
    json.put("peakPredicted", alert.getPeakPredicted());
    json.put("alpha", alert.getAlpha());
    json.put("version", alert.getReferenceVersion());
    json.put("verdict", review.map(Review::verdict).orElse(EpisodeVerdict.OPEN).word());
    json.put("review", review.map(LiveJson::review).orElse(null));
    return json;
  }

  private static Map<String, @Nullable Object> review(Review review) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("annotator", review.by());
    json.put("at", review.at().toString());
    json.put("label", review.label().orElse(null));
    json.put("calibrating", review.frameIds().size());
    json.put("requested", review.requested());
    return json;
  }

  static Map<String, Object> version(ReferenceManifest manifest, boolean active) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", manifest.getVersion());
    json.put("createdAt", manifest.getCreatedAt().toString());
    json.put("active", active);
    json.put("state", manifest.getState());
    json.put("reasons", manifest.getReasons());
    json.put("mode", manifest.getMode());
    json.put("modelVersion", manifest.getModelVersion());
    json.put("parent", manifest.getParent());
    json.put("accuracy", FrameJson.number(manifest.getAccuracy()));
    json.put("ratioAverage", FrameJson.number(manifest.getRatioAverage()));
    json.put("knownFrames", manifest.getKnownFrames());
    json.put("labeledFrames", manifest.getPooledFrames() + manifest.getCalibrationFrames());
    json.put("calibrationFrames", manifest.getCalibrationFrames());
    json.put("classes", manifest.getLabels().size());
    return json;
  }

  /** What labels achieved from one version to the next. */
  static Map<String, Object> achieved(ReferenceManifest before, ReferenceManifest after) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", after.getVersion());
    json.put("before", before.getVersion());
    json.put("labels", labeled(after) - labeled(before));
    json.put("accuracyBefore", FrameJson.number(before.getAccuracy()));
    json.put("accuracy", FrameJson.number(after.getAccuracy()));
    json.put("ratioAverageBefore", FrameJson.number(before.getRatioAverage()));
    json.put("ratioAverage", FrameJson.number(after.getRatioAverage()));
    json.put(
        "newClasses",
        after.getKnownByLabel().keySet().stream()
            .filter(label -> !before.getKnownByLabel().containsKey(label))
            .sorted()
            .toList());
    return json;
  }

  private static int labeled(ReferenceManifest manifest) {
    return manifest.getPooledFrames() + manifest.getCalibrationFrames();
  }

  static Map<String, Object> deadLetter(DeadLetter letter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", letter.at().toString());
    json.put("kind", letter.kind());
    json.put("reason", letter.reason());
    json.put("key", letter.key());
    json.put("source", letter.source());
    return json;
  }
}
