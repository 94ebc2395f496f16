package io.sisom.explain;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import io.sisom.network.BundleException;
import io.sisom.network.HeatMap;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.network.ScoringKernel;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.SafetensorsException;
import io.sisom.schema.SensorFrame;
import io.sisom.version.PublishedVersion;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.version.Refusal;
import io.sisom.version.VersionFollower;
import io.sisom.version.VersionListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  private final Map<String, Object> client;
  private final String topic;
  private final ReferenceStoreConfig store;
  private final FrameDecoder decoder;
  private final Placement placement;

  private @Nullable VersionFollower follower;
  private @Nullable Loaded loaded;
  private boolean closed;

  private record Loaded(long version, @Nullable ScoringKernel kernel, String trouble) {}

  /**
   * Heat maps by what is published on a topic.
   *
   * @param client Kafka client settings, at least {@code bootstrap.servers}
   * @param topic the reference topic
   */
  public HeatMaps(
      Map<String, Object> client,
      String topic,
      ReferenceStoreConfig store,
      FrameDecoder decoder,
      Placement placement) {
    this.client = Map.copyOf(client);
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
    Loaded now = loaded(version.get());
    if (now.kernel() == null) {
      return new HeatAnswer.None(now.trouble());
    }
    FrameShape input = now.kernel().description().input();
    if (!(decoder.decode(frame, input) instanceof DecodedFrame.Pixels pixels)) {
      return new HeatAnswer.None("the frame cannot be decoded");
    }
    Optional<HeatMap> map = now.kernel().heatMap(pixels.planar());
    return map.isPresent()
        ? new HeatAnswer.Drawn(new HeatTint(map.get(), input), now.version())
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
    VersionFollower following = VersionFollower.start(client, topic, store, new Quiet());
    follower = following;
    try {
      following.awaitFirst(FIRST_WAIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return following.current();
  }

  private Loaded loaded(PublishedVersion version) {
    Loaded before = loaded;
    if (before != null && before.version() == version.version()) {
      return before;
    }
    free();
    Loaded now;
    try {
      ModelBundle bundle = ModelBundle.of(file(version, "model.json"), file(version, "model.pt"));
      now =
          new Loaded(
              version.version(),
              ScoringKernel.load(
                  bundle,
                  placement,
                  ReferenceSetFile.read(file(version, "reference.safetensors")).head()),
              "");
    } catch (BundleException | SafetensorsException | IOException e) {
      log.atWarn().addKeyValue("version", version.version()).setCause(e).log("no heat maps");
      now = new Loaded(version.version(), null, "the version's network cannot be loaded here");
    }
    loaded = now;
    return now;
  }

  private static Path file(PublishedVersion version, String name) throws IOException {
    Path file = version.files().get(name);
    if (file == null) {
      throw new IOException("version " + version.version() + " has no file " + name);
    }
    return file;
  }

  private void free() {
    if (loaded != null && loaded.kernel() != null) {
      loaded.kernel().close();
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
  }

  /** The follower keeps what it verified; that is all that is needed. */
  private static final class Quiet implements VersionListener {
    @Override
    public void onVersion(PublishedVersion version) {
      log.atDebug().addKeyValue("version", version.version()).log("heat maps follow");
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
