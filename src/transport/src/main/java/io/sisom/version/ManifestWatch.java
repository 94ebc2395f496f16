package io.sisom.version;

import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which version is active, on a thread of its own, without its blobs: for those who want to
 * know what scorers serve and do not serve it themselves. Trouble with the broker is waited out.
 */
public final class ManifestWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ManifestWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final StoreScan scan;
  private final Consumer<ReferenceManifest> listener;
  private final AtomicReference<@Nullable ReferenceManifest> active = new AtomicReference<>();
  private volatile List<ReferenceManifest> all = List.of();
  private final StopSignal stop = new StopSignal();
  private final Thread thread = new Thread(this::run, "manifest-watch");

  private ManifestWatch(Map<String, ?> client, String topic, Consumer<ReferenceManifest> listener) {
    this.scan = new StoreScan(client, topic);
    this.listener = listener;
  }

  /**
   * Starts to watch.
   *
   * @param client Kafka client settings, at least {@code bootstrap.servers}
   * @param listener told on the watch's thread of each version that becomes active
   */
  public static ManifestWatch start(
      Map<String, ?> client, String topic, Consumer<ReferenceManifest> listener) {
    ManifestWatch watch = new ManifestWatch(client, topic, listener);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** The active version's manifest, as far as the topic was read. */
  public Optional<ReferenceManifest> active() {
    return Optional.ofNullable(active.get());
  }

  /** Manifests of all versions, the oldest first, as far as the topic was read. */
  public List<ReferenceManifest> all() {
    return all;
  }

  private void run() {
    stop.untilGiven(
        this::follow,
        PAUSE,
        e ->
            log.atWarn()
                .addKeyValue("topic", scan.partition().topic())
                .setCause(e)
                .log("watching the versions failed; trying again"));
  }

  private void follow() {
    StoreIndex index = new StoreIndex();
    try (var consumer = scan.open()) {
      while (!stop.given()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          index.apply(record.key(), record.value());
        }
        // Only at the end: the pointer of half a topic may be an old one.
        if (consumer.currentLag(scan.partition()).equals(OptionalLong.of(0))) {
          tell(index);
        }
      }
    }
  }

  private void tell(StoreIndex index) {
    all = List.copyOf(index.manifests().values());
    index
        .active()
        .ifPresent(
            version -> {
              ReferenceManifest manifest = index.manifests().get(version);
              if (manifest != null && !manifest.equals(active.getAndSet(manifest))) {
                listener.accept(manifest);
              }
            });
  }

  @Override
  public void close() {
    stop.giveAndJoin(thread, Duration.ofSeconds(10));
  }
}
