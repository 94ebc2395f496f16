package io.sisom.training;

import io.sisom.version.PublishedVersion;
import io.sisom.version.ReferenceCatalog;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.Refusal;
import io.sisom.version.VersionFollower;
import io.sisom.version.VersionListener;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version that scorers are told to serve. Somebody else may change it, so the trainer follows
 * it as a scorer does.
 */
public final class ActiveVersion implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ActiveVersion.class);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final VersionFollower follower;

  private ActiveVersion(VersionFollower follower) {
    this.follower = follower;
  }

  /**
   * Starts following, and waits for the version that is active now, if there is one.
   *
   * @param store with a cache directory that no other process uses
   */
  public static ActiveVersion follow(ReferenceTopic topic, ReferenceStoreConfig store)
      throws ReferenceStoreException, InterruptedException {
    boolean exists =
        new ReferenceCatalog(topic)
            .list(PATIENCE).stream().anyMatch(entry -> entry.active() && entry.complete());
    ActiveVersion active = new ActiveVersion(VersionFollower.start(topic, store, new Logging()));
    if (exists && !active.follower.awaitFirst(PATIENCE)) {
      log.atWarn()
          .addKeyValue("topic", topic.name())
          .log("the active version cannot be read, versions are made as if there were none");
    }
    return active;
  }

  /**
   * The version, once it was read.
   *
   * @throws IllegalStateException where a bug ended the following, so that nobody knows
   */
  Optional<PublishedVersion> current() {
    follower
        .failure()
        .ifPresent(
            bug -> {
              throw new IllegalStateException("a bug ended the following of versions", bug);
            });
    return follower.current();
  }

  /** Waits until a version that was just published has been read, or one after it. */
  void await(long version) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (current().map(PublishedVersion::version).orElse(0L) < version
        && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE.toMillis());
    }
  }

  @Override
  public void close() {
    follower.close();
  }

  private static final class Logging implements VersionListener {
    @Override
    public Optional<Refusal> onVersion(PublishedVersion version) {
      log.atDebug().addKeyValue("version", version.version()).log("active version read");
      return Optional.empty();
    }

    @Override
    public void onRefused(long version, Refusal reason) {
      log.atWarn()
          .addKeyValue("version", version)
          .addKeyValue("reason", reason.message())
          .log("active version cannot be read");
    }
  }
}
