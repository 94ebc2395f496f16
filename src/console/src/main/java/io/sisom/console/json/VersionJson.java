package io.sisom.console.json;

import io.sisom.schema.ReferenceManifest;
import java.time.Instant;
import java.util.List;

/**
 * A published version.
 *
 * @param active whether scorers serve it
 * @param parent the version it was compared with; 0 for none
 * @param labeledFrames that its reference set and its calibration were made from
 * @param classes how many
 */
public record VersionJson(
    long version,
    Instant createdAt,
    boolean active,
    String state,
    List<String> reasons,
    String mode,
    String modelVersion,
    long parent,
    double accuracy,
    double ratioAverage,
    int knownFrames,
    int labeledFrames,
    int calibrationFrames,
    int classes) {
  /** Of its manifest. */
  public static VersionJson of(ReferenceManifest manifest, boolean active) {
    return new VersionJson(
        manifest.getVersion(),
        manifest.getCreatedAt(),
        active,
        manifest.getState(),
        manifest.getReasons(),
        manifest.getMode(),
        manifest.getModelVersion(),
        manifest.getParent(),
        manifest.getAccuracy(),
        manifest.getRatioAverage(),
        manifest.getKnownFrames(),
        labeled(manifest),
        manifest.getCalibrationFrames(),
        manifest.getLabels().size());
  }

  static int labeled(ReferenceManifest manifest) {
    return manifest.getPooledFrames() + manifest.getCalibrationFrames();
  }
}
