package io.sisom.console.json;

import io.sisom.console.version.ClassProgress;
import io.sisom.console.version.VersionSwitch;
import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A published version and what it is made of.
 *
 * @param profile which score it serves
 * @param lineage bundle that learning began from; the version's own where it learned nothing
 * @param calibrationError of the predicted class's probability, 0 to 1; null where not known
 * @param noveltyAuroc how well the score tells held-out foreign and faulty frames apart; null where
 *     there are too few
 * @param noneAuroc the same of the probability of none; null where it has none
 * @param waitingByLabel labels without a class, with their frames
 * @param noneByKind answered frames that show no class, by kind
 * @param byClass how each class fares
 * @param blobs what it consists of
 * @param activating what making it active would change now; null where it is active
 */
public record OneVersionJson(
    VersionJson version,
    String profile,
    String lineage,
    @Nullable Double calibrationError,
    @Nullable Double noveltyAuroc,
    @Nullable Double noneAuroc,
    int conflictFrames,
    int duplicateFrames,
    int mutedFrames,
    Map<String, Integer> waitingByLabel,
    Map<String, Integer> noneByKind,
    List<ClassJson> byClass,
    List<BlobJson> blobs,
    @Nullable SwitchJson activating) {

  /** A class; accuracies are null where they are not known. */
  public record ClassJson(
      String label,
      int knownFrames,
      int heldOut,
      @Nullable Double accuracy,
      @Nullable Double accuracyBefore) {}

  /** A part of it. */
  public record BlobJson(String name, String sha256, long bytes) {}

  /** A {@link VersionSwitch}. */
  public record SwitchJson(
      long from,
      long to,
      List<String> rejected,
      List<String> classesLost,
      List<String> classesGained,
      boolean networkChanges,
      int labelsUnused) {}

  /**
   * Of its manifest.
   *
   * @param before the version it was compared with, where it is still published
   * @param active that scorers serve
   */
  public static OneVersionJson of(
      ReferenceManifest manifest,
      @Nullable ReferenceManifest before,
      @Nullable ReferenceManifest active) {
    boolean isActive = active != null && active.getVersion() == manifest.getVersion();
    String lineage = manifest.getLineage();
    return new OneVersionJson(
        VersionJson.of(manifest, isActive),
        manifest.getProfile(),
        lineage.isEmpty() ? manifest.getModelVersion() : lineage,
        manifest.getCalibrationError(),
        manifest.getNoveltyAuroc(),
        manifest.getNoneAuroc(),
        manifest.getConflictFrames(),
        manifest.getDuplicateFrames(),
        manifest.getMutedFrames(),
        manifest.getWaitingByLabel(),
        manifest.getNoneByKind(),
        ClassProgress.of(manifest, before).stream().map(OneVersionJson::json).toList(),
        manifest.getBlobs().stream().map(OneVersionJson::json).toList(),
        isActive ? null : json(VersionSwitch.of(active, manifest)));
  }

  private static ClassJson json(ClassProgress it) {
    return new ClassJson(
        it.label(),
        it.knownFrames(),
        it.heldOut(),
        it.accuracy().orElse(null),
        it.accuracyBefore().orElse(null));
  }

  private static BlobJson json(Blob it) {
    return new BlobJson(it.getName(), it.getSha256(), it.getLength());
  }

  private static SwitchJson json(VersionSwitch it) {
    return new SwitchJson(
        it.from(),
        it.to(),
        it.rejected(),
        it.classesLost(),
        it.classesGained(),
        it.networkChanges(),
        it.labelsUnused());
  }
}
