package io.sisom.version;

import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Turns the records of the reference topic into verified versions on disk. One thread. */
final class VersionAssembler implements AutoCloseable {
  private final ReferenceStoreConfig config;
  private final ManifestCheck check;
  private final BlobCache cache;
  private final PartialBlobs partial;
  private final StoreIndex index;
  private long activeOffset = -1;
  private long overflowing;
  private boolean changed;

  VersionAssembler(ReferenceStoreConfig config, WriterSchemas schemas) throws IOException {
    this.index = new StoreIndex(schemas);
    this.config = config;
    this.check = new ManifestCheck(config);
    this.cache = new BlobCache(config.cacheDir());
    // The versions on the topic and the one that is being published; more is not an honest topic.
    this.partial =
        new PartialBlobs(
            config.cacheDir().resolve("partial"),
            (long) ((config.keep() + 2.0) * config.maxBytes()));
  }

  /** What became of the active version. */
  sealed interface Attempt {
    /** Hands it to who deals with it. */
    void settle(Taker taker, BiConsumer<Long, Refusal> refuser) throws IOException;

    /** Takes a version that may be served. */
    interface Taker {
      void take(PublishedVersion version) throws IOException;
    }

    /** Complete and verified. */
    record Ready(PublishedVersion version) implements Attempt {
      @Override
      public void settle(Taker taker, BiConsumer<Long, Refusal> refuser) throws IOException {
        taker.take(version);
      }
    }

    /** Not to be served. */
    record Refused(long version, Refusal reason) implements Attempt {
      @Override
      public void settle(Taker taker, BiConsumer<Long, Refusal> refuser) {
        refuser.accept(version, reason);
      }
    }
  }

  /** Takes in one record. */
  void apply(ConsumerRecord<String, byte[]> record) throws IOException {
    StoreKey key = index.apply(record.key(), record.value()).orElse(null);
    if (key instanceof StoreKey.Active) {
      activeOffset = record.offset();
      changed = true;
    } else if (key instanceof StoreKey.Manifest manifest) {
      changed |= isActive(manifest.version());
    } else if (key instanceof StoreKey.Chunk chunk) {
      keep(chunk, record.value());
      changed |= activeNames(chunk.sha256());
    }
  }

  private void keep(StoreKey.Chunk chunk, byte @Nullable [] value) throws IOException {
    if (value == null) {
      partial.remove(chunk);
    } else if (!cache.holds(chunk.sha256()) && !partial.put(chunk, value)) {
      overflowing++;
    }
  }

  private boolean isActive(long version) {
    return index.active().isPresent() && index.active().getAsLong() == version;
  }

  private boolean activeNames(String sha256) {
    ReferenceManifest manifest =
        index.active().isPresent() ? index.manifests().get(index.active().getAsLong()) : null;
    return manifest != null
        && manifest.getBlobs().stream().anyMatch(blob -> blob.getSha256().equals(sha256));
  }

  /** Tries the active version, if anything about it changed since the last attempt. */
  Optional<Attempt> attempt() throws IOException {
    if (!changed || index.active().isEmpty()) {
      return Optional.empty();
    }
    changed = false;
    long version = index.active().getAsLong();
    ReferenceManifest manifest = index.manifests().get(version);
    if (manifest == null) {
      return Optional.of(new Attempt.Refused(version, new Refusal.NoManifest(version)));
    }
    Optional<Refusal> refusal = check.check(manifest);
    Map<String, Path> files = new HashMap<>();
    for (Blob blob : manifest.getBlobs()) {
      if (refusal.isEmpty()) {
        refusal = obtain(blob);
        files.put(blob.getName(), cache.path(blob.getSha256()));
      }
    }
    if (refusal.isPresent()) {
      return Optional.of(new Attempt.Refused(version, refusal.get()));
    }
    return Optional.of(new Attempt.Ready(new PublishedVersion(manifest, files)));
  }

  private Optional<Refusal> obtain(Blob blob) throws IOException {
    if (cache.holds(blob.getSha256())) {
      return lengthOf(blob, Files.size(cache.path(blob.getSha256())));
    }
    int present = partial.present(blob);
    if (present < blob.getChunks()) {
      if (overflowing == 0 && index.present(blob) == blob.getChunks()) {
        throw new IOException("files vanished from " + config.cacheDir() + "; reading anew");
      }
      return Optional.of(new Refusal.MissingChunks(blob.getName(), present, blob.getChunks()));
    }
    Optional<Refusal> refusal = lengthOf(blob, partial.length(blob));
    if (refusal.isEmpty()) {
      refusal = cache.admit(blob, partial.join(blob));
    }
    if (refusal.isEmpty()) {
      partial.removeAll(blob.getSha256());
    }
    return refusal;
  }

  private static Optional<Refusal> lengthOf(Blob blob, long actual) {
    return actual == blob.getLength()
        ? Optional.empty()
        : Optional.of(
            new Refusal.Damaged(
                blob.getName(), blob.getLength() + " bytes long", actual + " bytes long"));
  }

  /** Deletes cached blobs that neither a manifest nor the version in use names. */
  void tidy(PublishedVersion inUse) throws IOException {
    Set<String> named = new HashSet<>();
    inUse.manifest().getBlobs().forEach(blob -> named.add(blob.getSha256()));
    index
        .manifests()
        .values()
        .forEach(manifest -> manifest.getBlobs().forEach(blob -> named.add(blob.getSha256())));
    cache.retain(named);
  }

  /** Where the pointer was written last; tells one activation from the next. */
  long activeOffset() {
    return activeOffset;
  }

  /** Records that were foreign, unreadable or beyond the room for them. */
  long ignored() {
    return index.ignored() + overflowing;
  }

  @Override
  public void close() throws IOException {
    partial.close();
  }
}
