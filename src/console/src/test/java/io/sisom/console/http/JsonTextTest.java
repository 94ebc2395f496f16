package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.console.SampleCandidates;
import io.sisom.console.json.AchievedJson;
import io.sisom.console.json.AlertEventJson;
import io.sisom.console.json.EpisodeJson;
import io.sisom.console.json.FrameJson;
import io.sisom.console.json.Json;
import io.sisom.console.json.PointsJson;
import io.sisom.console.json.SensorJson;
import io.sisom.console.json.VersionJson;
import io.sisom.live.DeadLetter;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Point;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.live.SeenOrigin;
import io.sisom.live.SeenPlace;
import io.sisom.live.SensorView;
import io.sisom.queue.Candidate;
import io.sisom.queue.Ending;
import io.sisom.queue.GivenLabel;
import io.sisom.queue.Lease;
import io.sisom.queue.Place;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.ReferenceManifest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The interface's JSON, byte for byte: names and their order, numbers that are none, and what is
 * null. Programs of others read it.
 */
class JsonTextTest {
  private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
  private static final Instant LATER = Instant.parse("2026-06-01T12:00:01.500Z");

  @Test
  void everyShapeIsWrittenAsItAlwaysWas() throws Exception {
    Map<String, Object> shapes = new LinkedHashMap<>();
    shapes.put("frame", FrameJson.of(leased()));
    shapes.put("ended frame", FrameJson.of(ended()));
    shapes.put(
        "sensor",
        SensorJson.of(
            new SensorView(
                "cam", 2, 1, List.of(seen().pValue()), List.of(), Optional.of(seen()), said())));
    shapes.put(
        "silent sensor",
        SensorJson.of(
            new SensorView("cam", 0, 0, List.of(), List.of(), Optional.empty(), SeenOrigin.NONE)));
    shapes.put("points", PointsJson.of(points(), Duration.ofSeconds(2)));
    shapes.put("open episode", EpisodeJson.of(open(), Optional.empty()));
    shapes.put("closed episode", EpisodeJson.of(closed(), Optional.of(review())));
    shapes.put("version", VersionJson.of(manifest(2, Double.NaN), true));
    shapes.put("achieved", AchievedJson.of(manifest(1, 0.5), manifest(2, Double.NaN)));
    shapes.put("alert", AlertEventJson.of(closed().alert()));
    shapes.put("dead letter", letter());
    StringBuilder written = new StringBuilder();
    shapes.forEach((name, shape) -> written.append(name).append('\n').append(text(shape)));
    written.append("problem\n");
    written.append(new String(new Problem(409, "taken", "\"x\"").json(), StandardCharsets.UTF_8));
    assertThat(written.append('\n').toString()).isEqualTo(golden());
  }

  private static String text(Object shape) {
    return Json.text(shape) + "\n";
  }

  private static String golden() throws Exception {
    try (InputStream in = JsonTextTest.class.getResourceAsStream("json-text.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Candidate candidate() {
    LabelCandidate read = SampleCandidates.candidate("a/frame \"1\" ü", 1);
    FrameScore score = FrameScore.newBuilder(read.getScore()).setRatio(Double.NaN).build();
    return new Candidate(score, "dog", null, read.getWindowStart(), 2, 500, new Place(0, 0), false);
  }

  private static QueueEntry leased() {
    return new QueueEntry(
        candidate(),
        List.of(new Lease("ann", NOON, LATER)),
        List.of(new GivenLabel("bob", "cat", NOON, 7)),
        List.of(),
        Optional.empty());
  }

  private static QueueEntry ended() {
    return new QueueEntry(
        candidate(),
        List.of(),
        List.of(new GivenLabel("bob", "cat", LATER, 7)),
        List.of(),
        Optional.of(new QueueEntry.Ended(Ending.SET_ASIDE, LATER)));
  }

  private static SeenFrame seen() {
    return new SeenFrame(
        "f 1",
        "cam",
        NOON,
        LATER,
        "cat",
        1e-5,
        0.5,
        Double.NEGATIVE_INFINITY,
        2,
        3,
        false,
        false,
        Optional.of(new SeenPlace(1, 99)),
        SeenOrigin.NONE);
  }

  private static SeenOrigin said() {
    return new SeenOrigin(
        new FrameOrigin("spot", "/camera", "run.mcap", null), Map.of("gps", "48.1,11.6"));
  }

  private static List<Point> points() {
    return List.of(new Point(NOON, 0, 0, 0, 0), new Point(LATER, 3, 1, 12.345, 1e3));
  }

  private static Episode open() {
    return new Episode(alert().setStatus(EpisodeStatus.OPENED).build(), NOON);
  }

  private static Episode closed() {
    return new Episode(
        alert().setStatus(EpisodeStatus.CLOSED).setClosedAt(LATER).setCloseReason("gap").build(),
        NOON);
  }

  private static OodAlert.Builder alert() {
    return OodAlert.newBuilder()
        .setEpisodeId("e-1")
        .setSensorId("cam")
        .setOpenedAt(NOON)
        .setLastNovelAt(LATER)
        .setFirstFrameId("f-1")
        .setLastFrameId("f-9")
        .setFrames(9)
        .setNovelFrames(5)
        .setPeakFrameId("f-4")
        .setPeakSisome(2)
        .setPeakPValue(0.001)
        .setPeakPredicted("cat")
        .setAlpha(0.01)
        .setModelVersion("net@1")
        .setReferenceVersion(1);
  }

  private static Review review() {
    return new Review(
        "e-1",
        "cam",
        EpisodeVerdict.FALSE_ALARM,
        "ann",
        LATER,
        Optional.of("dog"),
        List.of("f-1"),
        4);
  }

  private static ReferenceManifest manifest(long version, double accuracy) {
    return ReferenceManifest.newBuilder()
        .setVersion(version)
        .setCreatedAt(NOON)
        .setModelVersion("net@1")
        .setBlobs(List.of())
        .setLabels(List.of("cat", "dog"))
        .setKnownByLabel(version == 1 ? Map.of("cat", 1) : Map.of("cat", 1, "emu", 2, "dog", 1))
        .setKnownFrames(4)
        .setPooledFrames((int) (5 * version))
        .setCalibrationFrames(6)
        .setForm("raw")
        .setRatioAverage(0.25)
        .setWeight(1)
        .setAccuracy(accuracy)
        .setReasons(List.of("why"))
        .build();
  }

  private static DeadLetter letter() {
    return new DeadLetter(NOON, "not-avro", "no frame", "", "frames 0 17");
  }
}
