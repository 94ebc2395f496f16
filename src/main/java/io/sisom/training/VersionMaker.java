package io.sisom.training;

import io.sisom.model.ModelBundle;
import io.sisom.reference.BlobSource;
import io.sisom.reference.PublishProgress;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.ReferenceStoreException;
import io.sisom.reference.VersionPublisher;
import io.sisom.schema.ReferenceManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts bundle, head and reference set together and publishes them as one version. */
final class VersionMaker {
  private final ModelBundle bundle;
  private final VersionPublisher publisher;

  VersionMaker(ModelBundle bundle, VersionPublisher publisher) {
    this.bundle = bundle;
    this.publisher = publisher;
  }

  /** Publishes and makes active; the manifest as published. */
  ReferenceManifest publish(BuildOutcome.Built built, PublishProgress progress)
      throws IOException, ReferenceStoreException {
    Path file = Files.createTempFile("sisom-reference-", ".safetensors");
    try {
      ReferenceSetFile.write(built.reference(), file);
      Map<String, BlobSource> blobs = new LinkedHashMap<>();
      blobs.put("model.json", BlobSource.of(bundle.descriptionFile()));
      blobs.put("model.pt", BlobSource.of(bundle.torchScript()));
      blobs.put("reference.safetensors", BlobSource.of(file));
      return publisher.publish(about(built), blobs, progress);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private ReferenceManifest.Builder about(BuildOutcome.Built built) {
    ReferenceSet set = built.reference();
    BuildOutcome.BuildReport report = built.report();
    return ReferenceManifest.newBuilder()
        .setModelVersion(bundle.version())
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
        .setAccuracy(report.accuracy());
  }
}
