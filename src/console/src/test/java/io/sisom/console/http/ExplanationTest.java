package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.console.SampleCandidates;
import io.sisom.queue.Candidate;
import io.sisom.queue.Place;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.ReferenceManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
  @Test
  void withItsVersionAtHandItCountsTheKnownFramesThatLookedAsNew() {
    assertThat(Explanation.of(candidate(0.012, 1.5, 2), version(1, 249)))
        .contains(
            "Of 249 known frames held back for comparison, 2 looked as new as this (p = 0.012).")
        .noneMatch(reason -> reason.contains("is live now"));
    assertThat(Explanation.of(candidate(0.004, 1.5, 2), version(1, 249)).get(0))
        .contains("none looked");
  }

  @Test
  void withoutItSaysWhatThePValueMeans() {
    assertThat(Explanation.of(candidate(0.012, 1.5, 2), null).get(0))
        .isEqualTo("Of 1,000 known frames about 12 would look as new as this (p = 0.012).");
    assertThat(Explanation.of(candidate(0.0005, 1.5, 2), version(3, 249)))
        .contains("Of 10,000 known frames about 5 would look as new as this (p = 0.0005).")
        .contains("Version 1 scored it; version 3 is live now and may know more.");
  }

  @Test
  void ofASensorWithACalibrationOfItsOwnItsOwnKnownFramesAreCounted() {
    Candidate pooled = candidate(0.02, 1.5, 2);
    FrameScore own = FrameScore.newBuilder(pooled.score()).setCalibration("sensor").build();
    Candidate candidate =
        new Candidate(own, "cat", "dog", Instant.EPOCH, 1, 68, new Place(0, 0), false);
    ReferenceManifest version =
        ReferenceManifest.newBuilder(version(1, 249))
            .setCalibrationBySensor(Map.of(own.getSensorId(), 99))
            .build();
    assertThat(Explanation.of(candidate, version))
        .contains(
            "Of 99 known frames of this very sensor held back for comparison, 1 looked as new as"
                + " this (p = 0.02).");
    assertThat(Explanation.of(candidate, null).get(0))
        .startsWith("Of 1,000 known frames of this very sensor about 20");
  }

  @Test
  void whereThePredictedClassHasNoKnownFramesTheOneMeasuredToIsNamed() {
    FrameScore score =
        FrameScore.newBuilder(candidate(0.02, 3, 2).score()).setInnerLabel("bird").build();
    Candidate candidate =
        new Candidate(score, "cat", "dog", Instant.EPOCH, 1, 68, new Place(0, 0), false);
    assertThat(Explanation.of(candidate, null).get(1))
        .startsWith(
            "cat has no known frames yet; of the classes that have, it looks most like bird");
  }

  @Test
  void distancesAreComparedInWords() {
    assertThat(reason(1.5, 2)).startsWith("Nearer to known frames of cat than to those of dog");
    assertThat(reason(1.9, 2)).startsWith("Almost as far from known frames of cat as from");
    assertThat(reason(2.1, 2)).startsWith("Known frames of dog are nearer than those of cat");
    assertThat(reason(1.5, Double.POSITIVE_INFINITY)).startsWith("No class but cat has known");
    assertThat(reason(Double.POSITIVE_INFINITY, 2)).startsWith("cat has no known frames yet");
  }

  private static String reason(double inner, double outer) {
    return Explanation.of(candidate(0.01, inner, outer), null).get(1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.012, 0.012",
    "1, 1",
    "0, 0",
    "-3.25, -3.25",
    "123.456, 123",
    "0.00012345, 0.000123",
    "9999999, 1.00e+07",
    "Infinity, infinite",
    "NaN, unknown",
    "100, 100",
    "0.5, 0.5"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Explanation.short3(value)).isEqualTo(text);
  }

  @Test
  void theGaugeStaysOnItsScale() {
    assertThat(drawn(1)).contains("cx=\"12.0\"");
    assertThat(drawn(0.01)).contains("cx=\"150.0\"");
    assertThat(drawn(1e-9)).contains("cx=\"288.0\"");
  }

  private static Candidate candidate(double pValue, double inner, double outer) {
    LabelCandidate given = SampleCandidates.candidate("frame", 0);
    FrameScore score =
        FrameScore.newBuilder(given.getScore())
            .setPValue(pValue)
            .setInnerDistance(inner)
            .setOuterDistance(outer)
            .build();
    return new Candidate(
        score, "cat", "dog", given.getWindowStart(), 1, 68, new Place(0, 0), false);
  }

  private static ReferenceManifest version(long number, int calibrationFrames) {
    return ReferenceManifest.newBuilder()
        .setVersion(number)
        .setCreatedAt(Instant.EPOCH)
        .setModelVersion("net@1")
        .setBlobs(List.of())
        .setLabels(List.of("cat", "dog"))
        .setKnownByLabel(Map.of())
        .setKnownFrames(0)
        .setPooledFrames(0)
        .setCalibrationFrames(calibrationFrames)
        .setForm("raw")
        .setRatioAverage(1)
        .setWeight(1)
        .setAccuracy(1)
        .build();
  }

  private static String drawn(double pValue) {
    return Pages.html(Pages.of("gauge", Gauge.of(pValue)));
  }
}
