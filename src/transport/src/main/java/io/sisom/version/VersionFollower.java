package io.sisom.version;

import io.sisom.wire.StopSignal;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the active version of the reference topic on a thread of its own: reads the topic from
 * the beginning, keeps verified content in {@code reference.cache.dir}, and hands each complete
 * version to the listener. A damaged, incomplete or untrusted version never replaces a good one.
 * Trouble with the broker or the disk is waited out.
 *
 * <p>A version holds a TorchScript file, which is code: whoever can write this topic runs code
 * here, unless {@code reference.trusted.models} lists what may be loaded.
 */
public final class VersionFollower implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VersionFollower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final StoreScan scan;
  private final ReferenceStoreConfig config;
  private final VersionListener listener;
  private final Thread thread;
  private final StopSignal stop = new StopSignal();
  private final CountDownLatch first = new CountDownLatch(1);
  private final AtomicReference<@Nullable PublishedVersion> current = new AtomicReference<>();
  private final AtomicReference<@Nullable Consumer<String, byte[]>> polling =
      new AtomicReference<>();
  private final AtomicLong ignored = new AtomicLong();
  private final Set<Told> told = new HashSet<>();
  private Duration pause = FIRST_PAUSE;

  /** A refusal the listener has heard of. */
  private record Told(long activeOffset, Class<? extends Refusal> reason) {}

  private VersionFollower(
      Map<String, ?> client, String topic, ReferenceStoreConfig config, VersionListener listener) {
    this.scan = new StoreScan(client, topic);
    this.config = config;
    this.listener = listener;
    this.thread = new Thread(this::run, "reference-follower");
    this.thread.setDaemon(true);
  }

  /**
   * Starts following.
   *
   * @param client Kafka client settings, at least {@code bootstrap.servers}
   * @param topic the reference topic; may be made later
   */
  public static VersionFollower start(
      Map<String, ?> client, String topic, ReferenceStoreConfig config, VersionListener listener) {
    VersionFollower follower = new VersionFollower(client, topic, config, listener);
    follower.thread.start();
    return follower;
  }

  /** The version that the listener took last. */
  public Optional<PublishedVersion> current() {
    return Optional.ofNullable(current.get());
  }

  /** Waits for the first version that the listener takes; false where none came in time. */
  public boolean awaitFirst(Duration timeout) throws InterruptedException {
    return first.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Records of the topic that were foreign or unreadable, as far as it was read. */
  public long ignoredRecords() {
    return ignored.get();
  }

  private void run() {
    while (!stop.given()) {
      try {
        follow();
      } catch (WakeupException e) {
        log.atDebug().log("stopping to follow the reference topic");
      } catch (IOException | RuntimeException e) {
        log.atWarn()
            .addKeyValue("topic", scan.partition().topic())
            .addKeyValue("again.in", pause)
            .setCause(e)
            .log("following the reference topic failed");
        if (stop.givenWithin(pause)) {
          return;
        }
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      }
    }
  }

  private void follow() throws IOException {
    try (VersionAssembler assembler = new VersionAssembler(config);
        Consumer<String, byte[]> consumer = scan.open()) {
      polling.set(consumer);
      while (!stop.given()) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          assembler.apply(record);
        }
        // Only at the end: the pointer of half a topic may name what a later record takes back.
        if (consumer.currentLag(scan.partition()).equals(OptionalLong.of(0))) {
          warnOfIgnored(assembler.ignored());
          VersionAssembler.Attempt attempt = assembler.attempt().orElse(null);
          if (attempt instanceof VersionAssembler.Attempt.Ready ready) {
            serve(ready.version(), assembler);
          } else if (attempt instanceof VersionAssembler.Attempt.Refused refused) {
            refuse(refused.version(), refused.reason(), assembler);
          }
        }
      }
    } finally {
      polling.set(null);
    }
  }

  private void warnOfIgnored(long count) {
    if (count > ignored.getAndSet(count)) {
      log.atWarn()
          .addKeyValue("topic", scan.partition().topic())
          .addKeyValue("records", count)
          .log("ignored records that are foreign or unreadable");
    }
  }

  private void serve(PublishedVersion version, VersionAssembler assembler) throws IOException {
    PublishedVersion before = current.get();
    if (before != null && before.manifest().equals(version.manifest())) {
      return;
    }
    try {
      listener.onVersion(version);
    } catch (RuntimeException e) {
      log.atDebug().setCause(e).log("the listener refused a verified version");
      refuse(version.version(), new Refusal.NotUsable(String.valueOf(e.getMessage())), assembler);
      return;
    }
    current.set(version);
    first.countDown();
    told.clear();
    pause = FIRST_PAUSE;
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
    stop.give();
    Consumer<String, byte[]> consumer = polling.get();
    if (consumer != null) {
      consumer.wakeup();
    }
    try {
      thread.join(Duration.ofSeconds(10).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
