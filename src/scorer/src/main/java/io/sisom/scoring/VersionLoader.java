package io.sisom.scoring;

import io.sisom.alert.AlertConfig;
import io.sisom.network.BundleException;
import io.sisom.network.DistanceDevice;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.network.ThreadChoice;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.SafetensorsException;
import io.sisom.version.PublishedVersion;
import io.sisom.version.Refusal;
import io.sisom.version.VersionListener;
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

  private final Placement placement;
  private final VersionSlot slot;
  private final ScoringMetrics metrics;
  private final AlertConfig alerts;
  private final Clock clock;
  private final ThreadChoice threads = new ThreadChoice();

  /** Loads to {@code placement} and into {@code slot}. */
  public VersionLoader(
      Placement placement,
      VersionSlot slot,
      ScoringMetrics metrics,
      AlertConfig alerts,
      Clock clock) {
    this.placement = placement;
    this.slot = slot;
    this.metrics = metrics;
    this.alerts = alerts;
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
      warnIfNothingCanBeNovel(version.manifest().getCalibrationFrames());
    } catch (BundleException | SafetensorsException | IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      // The version before it goes on; the follower must live to see a smaller one.
      throw new IllegalArgumentException("there is no memory to load it beside the old one", e);
    }
  }

  /** A p-value is at least 1/(n+1): with too few calibration frames none reaches alert.alpha. */
  private void warnIfNothingCanBeNovel(int calibrationFrames) {
    if (calibrationFrames < alerts.calibrationFramesNeeded()) {
      log.atWarn()
          .addKeyValue("calibrationFrames", calibrationFrames)
          .addKeyValue("needed", alerts.calibrationFramesNeeded())
          .addKeyValue("alert.alpha", alerts.alpha())
          .log(
              "no frame can raise an alert: too few calibration frames for alert.alpha; label more frames or raise it");
    }
  }

  private LiveVersion load(PublishedVersion version)
      throws BundleException, SafetensorsException, IOException {
    ModelBundle bundle = ModelBundle.of(file(version, "model.json"), file(version, "model.pt"));
    ReferenceSet reference = ReferenceSetFile.read(file(version, "reference.safetensors"));
    if (!bundle.description().taps().equals(reference.rule().features().layout())) {
      throw new BundleException("the reference set was made with other taps than the model has");
    }
    DistanceDevice distances = DistanceDevice.of(placement);
    try {
      FrameScorer scorer = new FrameScorer(reference, distances.kernel());
      ScoringKernel kernel = ScoringKernel.load(bundle, placement, reference.head());
      try {
        threads.settle(kernel, bundle.version(), reference.rule().features().gradientTaps());
      } catch (RuntimeException e) {
        kernel.close();
        throw e;
      }
      return new LiveVersion(version.version(), bundle.version(), kernel, scorer, distances, clock);
    } catch (BundleException | RuntimeException | OutOfMemoryError e) {
      distances.close();
      throw e;
    }
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
