package io.sisom.explain;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import io.sisom.network.HeatMap;
import io.sisom.network.LoadedVersion;
import io.sisom.network.Loading;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.schema.SensorFrame;
import io.sisom.version.PublishedVersion;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.Refusal;
import io.sisom.version.VersionFollower;
import io.sisom.version.VersionListener;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heat maps by the live version's network. Nothing is loaded, and no version followed, before
 * someone asks. One frame at a time; safe for use by many threads.
 */
public final class HeatMaps implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(HeatMaps.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

  private final ReferenceTopic topic;
  private final ReferenceStoreConfig store;
  private final FrameDecoder decoder;
  private final Placement placement;

  private @Nullable VersionFollower follower;
  private @Nullable Held loaded;
  private boolean closed;

  private record Held(long version, Loading<LoadedVersion> loading) {}

  /**
   * Heat maps by what is published on a topic.
   *
   * @param topic whose schemas are closed with this
   */
  public HeatMaps(
      ReferenceTopic topic, ReferenceStoreConfig store, FrameDecoder decoder, Placement placement) {
    this.topic = topic;
    this.store = store;
    this.decoder = decoder;
    this.placement = placement;
  }

  /** The frame's heat map; the first time, it waits some seconds for a version. */
  public synchronized HeatAnswer of(SensorFrame frame) {
    Optional<PublishedVersion> version = live();
    if (version.isEmpty()) {
      return new HeatAnswer.NotYet("no reference version has come yet");
    }
    Held now = loaded(version.get());
    return now.loading()
        .either(
            usable -> drawn(usable.kernel(), frame, now.version()),
            reason ->
                new HeatAnswer.None("the version's network cannot be loaded here: " + reason));
  }

  private HeatAnswer drawn(ScoringKernel kernel, SensorFrame frame, long version) {
    FrameShape input = kernel.description().input();
    if (!(decoder.decode(frame, input) instanceof DecodedFrame.Pixels pixels)) {
      return new HeatAnswer.None("the frame cannot be decoded");
    }
    Optional<HeatMap> map = kernel.heatMap(pixels.planar());
    return map.isPresent()
        ? new HeatAnswer.Drawn(new HeatTint(map.get(), input), version)
        : new HeatAnswer.None(
            "the network draws no heat maps; export it again with today's exporter");
  }

  private Optional<PublishedVersion> live() {
    if (closed) {
      return Optional.empty();
    }
    VersionFollower following = follower;
    return following == null ? first() : following.current();
  }

  private Optional<PublishedVersion> first() {
    VersionFollower following = VersionFollower.start(topic, store, new Quiet());
    follower = following;
    try {
      following.awaitFirst(FIRST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return following.current();
  }

  private Held loaded(PublishedVersion version) {
    Held before = loaded;
    if (before != null && before.version() == version.version()) {
      return before;
    }
    free();
    Loading<LoadedVersion> now = LoadedVersion.load(version.files(), placement);
    now.trouble()
        .ifPresent(
            reason ->
                log.atWarn()
                    .addKeyValue("version", version.version())
                    .addKeyValue("reason", reason)
                    .log("no heat maps by this version"));
    loaded = new Held(version.version(), now);
    return loaded;
  }

  private void free() {
    if (loaded != null && loaded.loading() instanceof Loading.Loaded<LoadedVersion> usable) {
      usable.value().close();
    }
    loaded = null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (follower != null) {
      follower.close();
    }
    free();
    topic.schemas().close();
  }

  /** The follower keeps what it verified; that is all that is needed. */
  private static final class Quiet implements VersionListener {
    @Override
    public Optional<Refusal> onVersion(PublishedVersion version) {
      log.atDebug().addKeyValue("version", version.version()).log("heat maps follow");
      return Optional.empty();
    }

    @Override
    public void onRefused(long version, Refusal reason) {
      log.atWarn()
          .addKeyValue("version", version)
          .addKeyValue("reason", reason.message())
          .log("no heat maps by this version");
    }
  }
}
