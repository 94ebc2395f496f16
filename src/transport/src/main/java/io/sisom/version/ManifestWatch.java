package io.sisom.version;

import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import java.time.Duration;
import java.util.List;
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

  private ManifestWatch(ReferenceTopic topic, Consumer<ReferenceManifest> listener) {
    this.listener = listener;
    this.follower =
        new TopicFollower(
            TopicFollower.Plan.of(
                    "manifest-watch", List.of(topic.name()), new StoreScan(topic).client(), POLL)
                .pausing(PAUSE, PAUSE),
            () -> new Watching(new StoreIndex(topic.schemas())));
  }

  /**
   * Starts to watch.
   *
   * @param listener told on the watch's thread of each version that becomes active
   */
  public static ManifestWatch start(ReferenceTopic topic, Consumer<ReferenceManifest> listener) {
    ManifestWatch watch = new ManifestWatch(topic, listener);
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
    private final StoreIndex index;

    Watching(StoreIndex index) {
      this.index = index;
    }

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
