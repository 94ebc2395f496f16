package io.sisom.scoring;

import io.sisom.alert.AlertConfig;
import io.sisom.network.DistanceDevice;
import io.sisom.network.LoadedVersion;
import io.sisom.network.Loading;
import io.sisom.network.Placement;
import io.sisom.network.ThreadChoice;
import io.sisom.reference.FrameScorer;
import io.sisom.version.PublishedVersion;
import io.sisom.version.Refusal;
import io.sisom.version.VersionListener;
import java.time.Clock;
import java.util.Optional;
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
  private final EventTime eventTime;
  private final Clock clock;
  private final ThreadChoice threads = new ThreadChoice();

  /** Loads to {@code placement} and into {@code slot}. */
  public VersionLoader(
      Placement placement,
      VersionSlot slot,
      ScoringMetrics metrics,
      AlertConfig alerts,
      EventTime eventTime,
      Clock clock) {
    this.placement = placement;
    this.slot = slot;
    this.metrics = metrics;
    this.alerts = alerts;
    this.eventTime = eventTime;
    this.clock = clock;
  }

  @Override
  public Optional<Refusal> onVersion(PublishedVersion version) {
    Loading<LiveVersion> loading = load(version);
    return loading.either(
        live -> {
          use(live, version);
          return Optional.empty();
        },
        reason -> Optional.of(new Refusal.NotUsable(reason)));
  }

  private void use(LiveVersion live, PublishedVersion version) {
    String replaced = slot.modelVersion();
    slot.swap(live);
    metrics.modelActive(replaced, live.modelVersion());
    log.atInfo()
        .addKeyValue("version", live.referenceVersion())
        .addKeyValue("model", live.modelVersion())
        .addKeyValue("known", version.manifest().getKnownFrames())
        .log("reference version is live");
    warnIfNothingCanBeNovel(version.manifest().getCalibrationFrames());
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

  private Loading<LiveVersion> load(PublishedVersion version) {
    return LoadedVersion.load(version.files(), placement)
        .either(loaded -> live(loaded, version.version()), Loading.Unusable::new);
  }

  /** Takes over what was loaded, or frees it. */
  private Loading<LiveVersion> live(LoadedVersion loaded, long number) {
    boolean taken = false;
    try {
      DistanceDevice distances = DistanceDevice.of(placement);
      try {
        FrameScorer scorer = new FrameScorer(loaded.reference(), distances.kernel());
        threads.settle(
            loaded.kernel(),
            loaded.bundle().version(),
            loaded.reference().rule().features().gradientTaps());
        LiveVersion live =
            new LiveVersion(
                number,
                loaded.bundle().version(),
                loaded.kernel(),
                scorer,
                distances,
                eventTime,
                clock);
        taken = true;
        return new Loading.Loaded<>(live);
      } finally {
        if (!taken) {
          distances.close();
        }
      }
    } catch (OutOfMemoryError e) {
      // The version before it goes on; the follower must live to see a smaller one.
      return new Loading.Unusable<>("there is no memory to load it beside the old one");
    } finally {
      if (!taken) {
        loaded.close();
      }
    }
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
