package io.sisom.scoring;

import io.sisom.alert.AlertConfig;
import io.sisom.network.BundleException;
import io.sisom.network.LoadedVersion;
import io.sisom.network.Loading;
import io.sisom.network.Placement;
import io.sisom.version.PublishedVersion;
import io.sisom.version.Refusal;
import io.sisom.version.VersionListener;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads each verified version beside the running one and swaps it in; what cannot be loaded is
 * refused.
 */
public final class VersionLoader implements VersionListener {
  private static final Logger log = LoggerFactory.getLogger(VersionLoader.class);

  private final DeviceLoader devices;
  private final VersionSlot slot;
  private final ScoringMetrics metrics;
  private final AlertConfig alerts;
  private final PrecisionWatch precision;

  /** Loads to {@code placement} and into {@code slot}. */
  public VersionLoader(
      Placement placement,
      VersionSlot slot,
      ScoringMetrics metrics,
      AlertConfig alerts,
      ScoreTimes times) {
    this(List.of(placement), slot, metrics, alerts, times);
  }

  /** Loads to each of {@code placements}, at least one, and into {@code slot}. */
  public VersionLoader(
      List<Placement> placements,
      VersionSlot slot,
      ScoringMetrics metrics,
      AlertConfig alerts,
      ScoreTimes times) {
    this.devices = new DeviceLoader(placements, times, alerts.confidence(), alerts.alpha());
    this.slot = slot;
    this.metrics = metrics;
    this.alerts = alerts;
    this.precision = new PrecisionWatch(placements.get(0).arithmetic(), metrics);
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
    precision.compare(live.arithmetic());
    warnIfNothingCanBeNovel(version.manifest().getCalibrationFrames(), live.smallestPValue());
  }

  /**
   * A p-value is at least 1/(n+1): with too few calibration frames none reaches alert.alpha. With a
   * confidence n is what they are worth.
   */
  private void warnIfNothingCanBeNovel(int calibrationFrames, double smallest) {
    if (calibrationFrames < alerts.calibrationFramesNeeded() || smallest > alerts.alpha()) {
      log.atWarn()
          .addKeyValue("calibrationFrames", calibrationFrames)
          .addKeyValue("smallestPValue", smallest)
          .addKeyValue("needed", alerts.calibrationFramesNeeded())
          .addKeyValue("alert.alpha", alerts.alpha())
          .log(
              "no frame can raise an alert: too few calibration frames for alert.alpha; label more frames or raise it");
    }
  }

  private Loading<LiveVersion> load(PublishedVersion version) {
    return LoadedVersion.load(version.files(), devices.first())
        .either(loaded -> live(loaded, version.version()), Loading.Unusable::new);
  }

  private Loading<LiveVersion> live(LoadedVersion loaded, long number) {
    try {
      return new Loading.Loaded<>(devices.live(loaded, number));
    } catch (BundleException e) {
      return new Loading.Unusable<>(String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) {
      // The version before it goes on; the follower must live to see a smaller one.
      return new Loading.Unusable<>("there is no memory to load it beside the old one");
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
