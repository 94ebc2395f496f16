package io.sisom.version;

import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Tells which version is active, on a thread of its own, without its blobs: for those who want to
 * know what scorers serve and do not serve it themselves. Trouble with the broker is waited out.
 */
public final class ManifestWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Consumer<ReferenceManifest> listener;
  private final AtomicReference<@Nullable ReferenceManifest> active = new AtomicReference<>();
  private volatile List<ReferenceManifest> all = List.of();
  private final TopicFollower follower;

  private ManifestWatch(Map<String, ?> client, String topic, Consumer<ReferenceManifest> listener) {
    this.listener = listener;
    this.follower =
        new TopicFollower(
            TopicFollower.Plan.of(
                    "manifest-watch", List.of(topic), new StoreScan(client, topic).client(), POLL)
                .pausing(PAUSE, PAUSE),
            Watching::new);
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
    watch.follower.start();
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

  private final class Watching implements TopicReading {
    private final StoreIndex index = new StoreIndex();

    @Override
    public void begin(
        org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
        List<TopicPartition> partitions) {
      consumer.seekToBeginning(partitions);
    }

    @Override
    public boolean take(
        org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer,
        ConsumerRecords<String, byte[]> records) {
      records.forEach(record -> index.apply(record.key(), record.value()));
      // Only at the end: the pointer of half a topic may be an old one.
      if (consumer.assignment().stream()
          .allMatch(it -> consumer.currentLag(it).equals(OptionalLong.of(0)))) {
        tell(index);
      }
      return true;
    }
  }

  /** The bug that ended it. */
  public Optional<Throwable> failure() {
    return follower.failure();
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
    follower.close();
  }
}
