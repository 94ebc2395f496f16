package io.sisom.scoring;

import ai.djl.Device;
import io.sisom.model.BundleException;
import io.sisom.model.ModelBundle;
import io.sisom.model.ScoringKernel;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.PublishedVersion;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.Refusal;
import io.sisom.reference.SafetensorsException;
import io.sisom.reference.VersionListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads each verified version beside the running one and swaps it in; what cannot be loaded is
 * refused.
 */
public final class VersionLoader implements VersionListener {
  private static final Logger log = LoggerFactory.getLogger(VersionLoader.class);

  private final Device device;
  private final VersionSlot slot;
  private final ScoringMetrics metrics;
  private final Clock clock;

  /** Loads onto {@code device} into {@code slot}. */
  public VersionLoader(Device device, VersionSlot slot, ScoringMetrics metrics, Clock clock) {
    this.device = device;
    this.slot = slot;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void onVersion(PublishedVersion version) {
    try {
      LiveVersion live = load(version);
      String replaced = slot.modelVersion();
      slot.swap(live);
      metrics.modelActive(replaced, live.modelVersion());
      log.atInfo()
          .addKeyValue("version", live.referenceVersion())
          .addKeyValue("model", live.modelVersion())
          .addKeyValue("known", version.manifest().getKnownFrames())
          .log("reference version is live");
    } catch (BundleException | SafetensorsException | IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private LiveVersion load(PublishedVersion version)
      throws BundleException, SafetensorsException, IOException {
    ModelBundle bundle = ModelBundle.of(file(version, "model.json"), file(version, "model.pt"));
    ReferenceSet reference = ReferenceSetFile.read(file(version, "reference.safetensors"));
    if (!bundle.description().taps().equals(reference.rule().features().layout())) {
      throw new BundleException("the reference set was made with other taps than the model has");
    }
    ScoringKernel kernel = ScoringKernel.load(bundle, device, reference.head());
    return new LiveVersion(
        version.version(), bundle.version(), kernel, new FrameScorer(reference), clock);
  }

  private static Path file(PublishedVersion version, String name) {
    Path file = version.files().get(name);
    if (file == null) {
      throw new IllegalArgumentException("the version has no file " + name);
    }
    return file;
  }

  @Override
  public void onRefused(long version, Refusal reason) {
    metrics.refused(reason.getClass().getSimpleName());
    log.atWarn()
        .addKeyValue("version", version)
        .addKeyValue("reason", reason.message())
        .addKeyValue("staying", slot.number())
        .log("reference version refused");
  }
}
