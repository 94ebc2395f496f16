package io.sisom.version;

import io.sisom.wire.TopicFollower;
import io.sisom.wire.TopicReading;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the active version of the reference topic on a thread of its own: reads the topic from
 * the beginning, keeps verified content in {@code reference.cache.dir}, and hands each complete
 * version to the listener. A damaged, incomplete or untrusted version never replaces a good one.
 * Trouble with the broker or the disk is waited out; a bug, the listener's too, ends the following
 * ({@link #failure}).
 *
 * <p>A version holds a TorchScript file, which is code: whoever can write this topic runs code
 * here, unless {@code reference.trusted.models} lists what may be loaded.
 */
public final class VersionFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VersionFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final ReferenceTopic topic;
  private final ReferenceStoreConfig config;
  private final VersionListener listener;
  private final TopicFollower follower;
  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicReference<@Nullable PublishedVersion> current = new AtomicReference<>();
  private final AtomicLong ignored = new AtomicLong();
  private final Set<Told> told = new HashSet<>();

  /** A refusal the listener has heard of. */
  private record Told(long activeOffset, Class<? extends Refusal> reason) {}

  private VersionFollower(
      ReferenceTopic topic, ReferenceStoreConfig config, VersionListener listener) {
    this.topic = topic;
    this.config = config;
    this.listener = listener;
    this.follower =
        new TopicFollower(
            TopicFollower.Plan.of(
                "reference-follower", List.of(topic.name()), new StoreScan(topic).client(), POLL),
            () -> new Assembling(new VersionAssembler(config, topic.schemas())));
  }

  /** Starts following. */
  public static VersionFollower start(
      ReferenceTopic topic, ReferenceStoreConfig config, VersionListener listener) {
    VersionFollower follower = new VersionFollower(topic, config, listener);
    follower.follower.start();
    return follower;
  }

  /** The version that the listener took last. */
  public Optional<PublishedVersion> current() {
    return Optional.ofNullable(current.get());
  }

  /** The bug that ended the following, in the listener or here; the current version stays. */
  public Optional<Throwable> failure() {
    return follower.failure();
  }

  /**
   * Waits for the first version that the listener takes; false where none came in time.
   *
   * @throws IllegalStateException where none will come: a bug ended the following
   */
  public boolean awaitFirst(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!first.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
      Throwable bug = failure().orElse(null);
      if (bug != null) {
        throw new IllegalStateException("a bug ended the following of versions: " + bug, bug);
      }
      if (System.nanoTime() > deadline) {
        return false;
      }
    }
    return true;
  }

  /** Records of the topic that were foreign or unreadable, as far as it was read. */
  public long ignoredRecords() {
    return ignored.get();
  }

  /** The topic read from its beginning. */
  private final class Assembling implements TopicReading {
    private final VersionAssembler assembler;
    private TopicPartition partition = new TopicPartition(topic.name(), 0);

    Assembling(VersionAssembler assembler) {
      this.assembler = assembler;
    }

    @Override
    public void begin(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
      partition = partitions.get(0);
      consumer.seekToBeginning(partitions);
    }

    @Override
    public boolean take(Consumer<String, byte[]> consumer, ConsumerRecords<String, byte[]> records)
        throws IOException {
      for (ConsumerRecord<String, byte[]> record : records) {
        assembler.apply(record);
      }
      // Only at the end: the pointer of half a topic may name what a later record takes back.
      if (consumer.currentLag(partition).equals(OptionalLong.of(0))) {
        warnOfIgnored(assembler.ignored());
        VersionAssembler.Attempt attempt = assembler.attempt().orElse(null);
        if (attempt != null) {
          attempt.settle(
              ready -> serve(ready, assembler),
              (version, reason) -> refuse(version, reason, assembler));
        }
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      assembler.close();
    }
  }

  private void warnOfIgnored(long count) {
    if (count > ignored.getAndSet(count)) {
      log.atWarn()
          .addKeyValue("topic", topic.name())
          .addKeyValue("records", count)
          .log("ignored records that are foreign or unreadable");
    }
  }

  private void serve(PublishedVersion version, VersionAssembler assembler) throws IOException {
    PublishedVersion before = current.get();
    if (before != null && before.manifest().equals(version.manifest())) {
      return;
    }
    Optional<Refusal> refused = listener.onVersion(version);
    if (refused.isPresent()) {
      refuse(version.version(), refused.get(), assembler);
      return;
    }
    current.set(version);
    first.countDown();
    told.clear();
    assembler.tidy(version);
    log.atDebug().addKeyValue("version", version.version()).log("listener took the version");
  }

  private void refuse(long version, Refusal reason, VersionAssembler assembler) {
    if (!told.add(new Told(assembler.activeOffset(), reason.getClass()))) {
      return;
    }
    log.atDebug()
        .addKeyValue("version", version)
        .addKeyValue("reason", reason.message())
        .log("reference version refused");
    listener.onRefused(version, reason);
  }

  /** Stops; the files of the current version stay in the cache. */
  @Override
  public void close() {
    follower.close();
  }
}
