package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.learning.LearningMode;
import io.sisom.network.ModelBundle;
import io.sisom.reference.MutedFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.BlobSource;
import io.sisom.version.PublishProgress;
import io.sisom.version.ReferenceCatalog;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.VersionPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts bundle, head and reference set together and publishes them as one version. */
final class VersionMaker {
  private final VersionPublisher publisher;

  VersionMaker(VersionPublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * A version to publish.
   *
   * @param bundle the network's files
   * @param lineage version of the bundle that learning began from
   * @param mode how deep its labels reached
   * @param parent the active version it was compared with, 0 for none
   * @param labelOffsets of the labels it knows, by partition
   * @param learnedOffsets of those the whole network has learned from
   * @param settled the labels it was made of
   * @param waiting frames of each label without a class
   * @param figures on held-out frames
   * @param none what was learned of frames that show no class
   * @param muted what was learned of muted frames
   * @param novelty how well the score tells frames that show no class, AUROC
   * @param reasons why the gate rejects it; empty where it passed
   */
  record Draft(
      ModelBundle bundle,
      String lineage,
      LearningMode mode,
      long parent,
      Map<String, Long> labelOffsets,
      Map<String, Long> learnedOffsets,
      SettledLabels settled,
      Map<String, Integer> waiting,
      HeldOutFigures figures,
      NoneLesson none,
      MuteLesson muted,
      OptionalDouble novelty,
      List<String> reasons) {}

  /** Publishes, and makes active what was not rejected; the manifest as published. */
  ReferenceManifest publish(Draft draft, BuildOutcome.Built built, PublishProgress progress)
      throws IOException, ReferenceStoreException {
    Path file = Files.createTempFile("sisom-reference-", ".safetensors");
    try {
      ReferenceSetFile.write(built.reference(), file);
      Map<String, BlobSource> blobs = new LinkedHashMap<>();
      blobs.put("model.json", BlobSource.of(draft.bundle().descriptionFile()));
      blobs.put("model.pt", BlobSource.of(draft.bundle().torchScript()));
      blobs.put("reference.safetensors", BlobSource.of(file));
      return publisher.publish(about(draft, built), blobs, progress);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static ReferenceManifest.Builder about(Draft draft, BuildOutcome.Built built) {
    ReferenceSet set = built.reference();
    BuildOutcome.BuildReport report = built.report();
    return ReferenceManifest.newBuilder()
        .setModelVersion(draft.bundle().version())
        .setLabels(set.head().labels())
        .setKnownByLabel(report.knownByLabel())
        .setKnownFrames(set.known().size())
        .setPooledFrames(report.pooledFrames())
        .setUnknownLabelFrames(report.unknownLabelFrames())
        .setCalibrationFrames(report.calibrationFrames())
        .setForm(set.form().key())
        .setProfile(set.profile().key())
        .setFitReport(set.fitReport())
        .setRatioAverage(set.ratioAverage())
        .setWeight(set.balance().weight())
        .setAccuracy(report.accuracy())
        .setState(draft.reasons().isEmpty() ? ReferenceCatalog.ACCEPTED : ReferenceCatalog.REJECTED)
        .setReasons(draft.reasons())
        .setMode(draft.mode().key())
        .setParent(draft.parent())
        .setLineage(draft.lineage())
        .setLabelOffsets(draft.labelOffsets())
        .setLearnedOffsets(draft.learnedOffsets())
        .setHeldOutByLabel(draft.figures().frames())
        .setAccuracyByLabel(draft.figures().accuracyByLabel())
        .setCalibrationError(draft.figures().calibrationError())
        .setConflictFrames(draft.settled().conflictFrames())
        .setDuplicateFrames(draft.settled().duplicateFrames())
        .setWaitingByLabel(draft.waiting())
        .setNoneByKind(noneByKind(draft.settled()))
        .setNoneKinds(draft.none().rows().map(rows -> rows.head().labels()).orElse(List.of()))
        .setNoneAuroc(orNull(draft.none().auroc()))
        .setNoveltyAuroc(orNull(draft.novelty()))
        .setMutedFrames(set.muted().map(MutedFrames::size).orElse(0))
        .setMutedShare(orNull(draft.muted().share()))
        .setCalibrationBySensor(new TreeMap<>(set.sensors().frames()))
        .setCalibrationEffective(orNull(set.sensors().pooledEffective()));
  }

  private static Map<String, Integer> noneByKind(SettledLabels settled) {
    Map<String, Integer> counts = new TreeMap<>();
    settled.countNone().forEach((kind, count) -> counts.put(kind.word(), count));
    return counts;
  }

  private static @Nullable Double orNull(OptionalDouble figure) {
    return figure.isPresent() ? figure.getAsDouble() : null;
  }
}
