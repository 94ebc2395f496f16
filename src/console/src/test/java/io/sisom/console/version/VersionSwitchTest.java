package io.sisom.console.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.schema.ReferenceManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is told of a version before someone makes it active, and of labels that wait for one. */
class VersionSwitchTest {
  private static final ReferenceManifest FIRST =
      version(1, "net", "accepted", List.of(), 100, "a", "b");
  private static final ReferenceManifest SECOND =
      version(2, "net", "accepted", List.of(), 140, "a", "b", "c");
  private static final ReferenceManifest THIRD =
      version(3, "other", "rejected", List.of("accuracy falls"), 150, "a");

  @Test
  void goingBackLosesClassesAndLabels() {
    VersionSwitch back = VersionSwitch.of(SECOND, FIRST);

    assertThat(back.classesLost()).containsExactly("c");
    assertThat(back.classesGained()).isEmpty();
    assertThat(back.labelsUnused()).isEqualTo(40);
    assertThat(back.networkChanges()).isFalse();
    assertThat(back.sentences())
        .containsExactly(
            "Scorers switch from version 2 to 1 within seconds, without a stop.",
            "Frames of these classes become novel: c.",
            "40 labeled frames that version 2 uses are not in it.");
  }

  @Test
  void aRejectedVersionOfAnotherNetworkSaysBoth() {
    VersionSwitch forward = VersionSwitch.of(FIRST, THIRD);

    assertThat(forward.rejected()).containsExactly("accuracy falls");
    assertThat(forward.networkChanges()).isTrue();
    assertThat(forward.sentences())
        .contains(
            "Another network scores: p-values of the two are not to be compared.",
            "The gate rejected it: accuracy falls.");
  }

  @Test
  void theFirstVersionTakesNothingAway() {
    VersionSwitch first = VersionSwitch.of(null, FIRST);

    assertThat(first.from()).isZero();
    assertThat(first.classesLost()).isEmpty();
    assertThat(first.sentences())
        .containsExactly("Scorers start to serve version 1.", "These classes become known: a, b.");
  }

  @Test
  void labelsAreNotLiveBecauseTheLatestVersionWasRejected() {
    assertThat(LabelProgress.sentence(List.of(FIRST, THIRD), FIRST, 40, "Your"))
        .contains(
            "Your 40 labels since version 1: not live, because version 3 was rejected: accuracy"
                + " falls");
    assertThat(LabelProgress.sentence(List.of(FIRST), FIRST, 1, "Your"))
        .contains(
            "Your label since version 1: not live yet; the trainer makes the next version of them.");
    assertThat(LabelProgress.sentence(List.of(FIRST), FIRST, 0, "Your")).isEmpty();
    assertThat(LabelProgress.sentence(List.of(), null, 5, "Your")).isEmpty();
  }

  @Test
  void aClassIsShownBesideHowItFaredBeforeThoughOneOfTheVersionsLacksIt() {
    List<ClassProgress> classes = ClassProgress.of(SECOND, FIRST);

    assertThat(classes).extracting(ClassProgress::label).containsExactly("a", "b", "c");
    assertThat(classes.get(0).gained()).contains(0.0);
    assertThat(classes.get(2).accuracyBefore()).isEmpty();
    assertThat(classes.get(2).gained()).isEqualTo(Optional.empty());
    assertThat(ClassProgress.of(FIRST, SECOND)).extracting(ClassProgress::label).contains("c");
  }

  private static ReferenceManifest version(
      long number,
      String network,
      String state,
      List<String> reasons,
      int labeled,
      String... classes) {
    Map<String, Integer> known = new TreeMap<>();
    Map<String, Double> accuracy = new TreeMap<>();
    for (String label : classes) {
      known.put(label, 10);
      accuracy.put(label, 0.9);
    }
    return ReferenceManifest.newBuilder()
        .setVersion(number)
        .setCreatedAt(Instant.EPOCH)
        .setModelVersion(network)
        .setBlobs(List.of())
        .setLabels(List.of(classes))
        .setKnownByLabel(known)
        .setKnownFrames(10 * classes.length)
        .setPooledFrames(labeled)
        .setCalibrationFrames(0)
        .setForm("raw")
        .setRatioAverage(0.5)
        .setWeight(1)
        .setAccuracy(0.9)
        .setAccuracyByLabel(accuracy)
        .setState(state)
        .setReasons(reasons)
        .build();
  }
}
