package io.sisom.console.http;

import io.sisom.console.Console;
import io.sisom.console.version.LabelProgress;
import io.sisom.queue.QueueFigures;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.ReferenceCatalog;
import io.sisom.version.ReferenceStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions as request handlers use them: what is asked for, or a {@link Problem}. */
final class VersionActions {
  private static final Logger log = LoggerFactory.getLogger(VersionActions.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final QueueActions actions;

  VersionActions(QueueActions actions) {
    this.actions = actions;
  }

  /** All, the oldest first. */
  List<ReferenceManifest> all() {
    return console().versions().all();
  }

  /** The one that scorers serve; null for none. */
  @Nullable ReferenceManifest active() {
    return actions.liveVersion();
  }

  ReferenceManifest find(long version) {
    return published(version)
        .orElseThrow(() -> new Problem(404, "unknown-version", "there is no version " + version));
  }

  /** The version that one was compared with, where it is still published. */
  @Nullable ReferenceManifest before(ReferenceManifest version) {
    return published(version.getParent()).orElse(null);
  }

  private Optional<ReferenceManifest> published(long version) {
    return all().stream().filter(it -> it.getVersion() == version).findFirst();
  }

  /** The version to go back to: the latest before the active one that the gate passed. */
  OptionalLong earlier() {
    ReferenceManifest active = active();
    if (active == null) {
      return OptionalLong.empty();
    }
    return all().stream()
        .filter(it -> it.getState().equals(ReferenceCatalog.ACCEPTED))
        .mapToLong(ReferenceManifest::getVersion)
        .filter(it -> it < active.getVersion())
        .max();
  }

  /** What became of everybody's labels since the active version, in words. */
  Optional<String> progress() {
    return progress(who -> true, "The");
  }

  /** What became of one annotator's. */
  Optional<String> progressOf(String annotator) {
    return progress(annotator::equals, "Your");
  }

  private Optional<String> progress(Predicate<String> whose, String word) {
    ReferenceManifest active = active();
    int labels = 0;
    if (active != null) {
      Map<String, QueueFigures.Work> work =
          actions.read(queue -> queue.figures(active.getCreatedAt())).work();
      for (Map.Entry<String, QueueFigures.Work> each : work.entrySet()) {
        labels += whose.test(each.getKey()) ? each.getValue().labels() : 0;
      }
    }
    return LabelProgress.sentence(all(), active, labels, word);
  }

  /**
   * Makes scorers serve a version.
   *
   * @param from the version that whoever asks saw as active, 0 for none: what they were told would
   *     change holds for no other
   */
  void activate(long version, long from, String annotator) {
    find(version);
    ReferenceManifest active = active();
    long now = active == null ? 0 : active.getVersion();
    if (now != from) {
      throw new Problem(
          409,
          "another-is-active",
          "version %d is active meanwhile, not %d; look again at what would change"
              .formatted(now, from));
    }
    try {
      catalog().activate(version, TIMEOUT);
    } catch (ReferenceStoreException e) {
      throw new Problem(503, "not-activated", String.valueOf(e.getMessage()));
    }
    log.atInfo()
        .addKeyValue("version", version)
        .addKeyValue("before", from)
        .addKeyValue("by", annotator)
        .log("a version was made active");
  }

  private ReferenceCatalog catalog() {
    return new ReferenceCatalog(console().referenceTopic());
  }

  private Console console() {
    return actions.console();
  }
}
