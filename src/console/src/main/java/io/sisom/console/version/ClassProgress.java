package io.sisom.console.version;

import io.sisom.schema.ReferenceManifest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a class fares in a version, beside the version that it was compared with.
 *
 * @param label the class
 * @param knownFrames in the reference set
 * @param heldOut frames that accuracy was measured on
 * @param accuracy share of them predicted right, 0 to 1; empty where there were none
 * @param accuracyBefore the same in the version it was compared with
 */
public record ClassProgress(
    String label,
    int knownFrames,
    int heldOut,
    Optional<Double> accuracy,
    Optional<Double> accuracyBefore) {

  /**
   * Of every class of either version, by name.
   *
   * @param before the version it was compared with, where it is still published
   */
  public static List<ClassProgress> of(
      ReferenceManifest version, @Nullable ReferenceManifest before) {
    TreeSet<String> labels = new TreeSet<>(version.getKnownByLabel().keySet());
    labels.addAll(version.getAccuracyByLabel().keySet());
    if (before != null) {
      labels.addAll(before.getKnownByLabel().keySet());
    }
    return labels.stream().map(label -> of(label, version, before)).toList();
  }

  private static ClassProgress of(
      String label, ReferenceManifest version, @Nullable ReferenceManifest before) {
    return new ClassProgress(
        label,
        version.getKnownByLabel().getOrDefault(label, 0),
        version.getHeldOutByLabel().getOrDefault(label, 0),
        Optional.ofNullable(version.getAccuracyByLabel().get(label)),
        Optional.ofNullable(before).map(it -> it.getAccuracyByLabel().get(label)));
  }

  /** Accuracy gained since the version before, -1 to 1; empty where either is not known. */
  public Optional<Double> gained() {
    return accuracy.flatMap(now -> accuracyBefore.map(was -> now - was));
  }
}
