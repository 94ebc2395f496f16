package io.sisom.console.http;

import io.sisom.console.version.ClassProgress;
import io.sisom.console.version.VersionSwitch;
import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The page of one version.
 *
 * @param reasons why the gate rejected it
 * @param facts what is known of it, in the order of the page
 * @param changes what making it active would change, in sentences; empty where it is active
 * @param from the version that is active, 0 for none
 * @param named whether it is known who asks
 */
record ModelView(
    long version,
    String state,
    List<String> reasons,
    List<Fact> facts,
    List<ClassRow> classes,
    List<BlobRow> blobs,
    List<String> changes,
    long from,
    boolean named) {

  /** A figure with its name, and what it means. */
  record Fact(String name, String value, String meaning) {}

  /** A class of it. */
  record ClassRow(
      String label, int known, int heldOut, String before, String after, String gained) {
    static ClassRow of(ClassProgress it) {
      return new ClassRow(
          it.label(),
          it.knownFrames(),
          it.heldOut(),
          VersionWords.percent(it.accuracyBefore()),
          VersionWords.percent(it.accuracy()),
          VersionWords.points(it.gained()));
    }
  }

  /** A part of it. */
  record BlobRow(String name, String size, String sha256) {
    static BlobRow of(Blob it) {
      return new BlobRow(it.getName(), VersionWords.bytes(it.getLength()), it.getSha256());
    }
  }

  /**
   * Of its manifest.
   *
   * @param before the version it was compared with, where it is still published
   * @param active that scorers serve
   */
  static ModelView of(
      ReferenceManifest it,
      @Nullable ReferenceManifest before,
      @Nullable ReferenceManifest active,
      boolean named) {
    boolean isActive = active != null && active.getVersion() == it.getVersion();
    VersionSwitch change = VersionSwitch.of(active, it);
    return new ModelView(
        it.getVersion(),
        VersionWords.state(it, active),
        it.getReasons(),
        facts(it),
        ClassProgress.of(it, before).stream().map(ClassRow::of).toList(),
        it.getBlobs().stream().map(BlobRow::of).toList(),
        isActive ? List.of() : change.sentences(),
        change.from(),
        named);
  }

  private static List<Fact> facts(ReferenceManifest it) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Made (UTC)", EpisodeWords.time(it.getCreatedAt()), ""));
    facts.add(new Fact("By", VersionWords.mode(it), ""));
    facts.add(
        new Fact(
            "Compared with",
            VersionWords.parent(it),
            "The version that was active when the gate judged it."));
    facts.add(new Fact("Network", it.getModelVersion(), "Name and hash of its weights."));
    if (!it.getLineage().isEmpty() && !it.getLineage().equals(it.getModelVersion())) {
      facts.add(new Fact("Learned from", it.getLineage(), "The network that learning began with."));
    }
    facts.add(
        new Fact(
            "Frames",
            "%d known, %d for calibration"
                .formatted(it.getKnownFrames(), it.getCalibrationFrames()),
            "Known frames are what distances are measured to; the others turn scores into p-values."));
    facts.add(
        new Fact(
            "Accuracy",
            VersionWords.percent(it.getAccuracy()),
            "Share of calibration frames predicted right."));
    facts.add(
        new Fact(
            "r_avg",
            VersionWords.figure(it.getRatioAverage()),
            "Average ratio of inner to outer distance: the smaller, the better classes lie apart."));
    facts.add(
        new Fact(
            "Calibration error",
            VersionWords.figure(it.getCalibrationError()),
            "How far the predicted class's probability is from how often it is right, 0 to 1."));
    facts.add(
        new Fact(
            "Novelty AUROC",
            VersionWords.figure(it.getNoveltyAuroc()),
            "How well the score tells foreign and faulty frames from known ones: 0.5 is chance, 1"
                + " perfect."));
    add(facts, "Labels without a class", it.getWaitingByLabel(), "Too few frames, or not learned.");
    add(facts, "None of these", it.getNoneByKind(), "Answers that show no class.");
    if (it.getMutedFrames() > 0) {
      facts.add(new Fact("Muted frames", "" + it.getMutedFrames(), "What is like them is quiet."));
    }
    if (it.getConflictFrames() > 0) {
      facts.add(
          new Fact("Conflicts", "" + it.getConflictFrames(), "Left out: annotators disagree."));
    }
    return facts;
  }

  private static void add(
      List<Fact> facts, String name, Map<String, Integer> counts, String meaning) {
    if (!counts.isEmpty()) {
      List<String> words = new ArrayList<>();
      new TreeMap<>(counts).forEach((label, count) -> words.add(label + " " + count));
      facts.add(new Fact(name, String.join(", ", words), meaning));
    }
  }
}
