package io.sisom.version;

import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.AvroCodec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes versions on the one-partition compacted reference topic, each in one transaction:
 * chunks that are not there yet, the manifest, tombstones for what is no longer kept, and last the
 * pointer that scorers follow. Of several publishers the last to begin wins; the others fail.
 */
public final class VersionPublisher {
  private static final Logger log = LoggerFactory.getLogger(VersionPublisher.class);
  private static final Duration READ_TIMEOUT = Duration.ofMinutes(10);

  private final StoreWriter writer;
  private final ReferenceStoreConfig config;
  private final ManifestCheck check;
  private final Clock clock;
  private final AvroCodec<ReferenceManifest> codec = AvroCodec.of(ReferenceManifest.class);

  /**
   * A publisher; it connects only while it publishes.
   *
   * @param topic with settings for reading and writing
   */
  public VersionPublisher(ReferenceTopic topic, ReferenceStoreConfig config, Clock clock) {
    this(topic, config, clock, StoreWriter.producers(topic));
  }

  /** As above, with producers of the caller's making: transactional, closed after each use. */
  public VersionPublisher(
      ReferenceTopic topic,
      ReferenceStoreConfig config,
      Clock clock,
      Supplier<Producer<String, byte[]>> producers) {
    this.writer = new StoreWriter(producers, new StoreScan(topic));
    this.config = config;
    this.check = new ManifestCheck(config);
    this.clock = clock;
  }

  /**
   * Publishes a version and makes it the active one; one whose state is rejected stays inactive.
   *
   * @param about everything but {@code version}, {@code createdAt} and {@code blobs}, which are
   *     filled in here; not changed
   * @param blobs content by name
   * @return the manifest as published
   * @throws ReferenceStoreException where nothing was published: another publisher took over, the
   *     broker is out of reach, a file changed meanwhile, or the version is too large
   */
  public ReferenceManifest publish(
      ReferenceManifest.Builder about, Map<String, BlobSource> blobs, PublishProgress progress)
      throws ReferenceStoreException {
    return writer.write((index, sink) -> write(about, blobs, progress, index, sink), READ_TIMEOUT);
  }

  private ReferenceManifest write(
      ReferenceManifest.Builder about,
      Map<String, BlobSource> blobs,
      PublishProgress progress,
      StoreIndex index,
      StoreWriter.Sink sink)
      throws IOException, ReferenceStoreException {
    List<Blob> described = new ArrayList<>();
    Map<Blob, BlobSource> missing = new HashMap<>();
    for (Map.Entry<String, BlobSource> named : new TreeMap<>(blobs).entrySet()) {
      Blob blob = describe(named.getKey(), named.getValue(), index);
      described.add(blob);
      if (index.find(blob.getSha256(), blob.getLength()).isEmpty()) {
        missing.put(blob, named.getValue());
      }
    }
    ReferenceManifest manifest =
        ReferenceManifest.newBuilder(about)
            .setVersion(nextVersion(index))
            .setCreatedAt(clock.instant())
            .setBlobs(described)
            .build();
    Refusal refusal = check.check(manifest).orElse(null);
    if (refusal != null) {
      throw new ReferenceStoreException("scorers would refuse this version: " + refusal.message());
    }
    byte[] encoded = codec.encode(manifest);
    if (encoded.length > StoreIndex.MAX_MANIFEST_BYTES) {
      throw new ReferenceStoreException(
          "its manifest has "
              + encoded.length
              + " bytes, and scorers read up to "
              + StoreIndex.MAX_MANIFEST_BYTES
              + ": it names "
              + manifest.getLabels().size()
              + " labels; take shorter names or fewer");
    }
    sendBlobs(missing, progress, sink);
    sink.put(new StoreKey.Manifest(manifest.getVersion()), encoded);
    retire(manifest, index, sink);
    if (!isRejected(manifest)) {
      sink.put(new StoreKey.Active(), pointer(manifest.getVersion()));
    }
    log.atDebug()
        .addKeyValue("version", manifest.getVersion())
        .addKeyValue("blobs", described.size())
        .addKeyValue("sent", missing.size())
        .log("publishing reference version");
    return manifest;
  }

  /** The value of the pointer record. */
  static byte[] pointer(long version) {
    return Long.toString(version).getBytes(StandardCharsets.UTF_8);
  }

  private static long nextVersion(StoreIndex index) {
    return index.manifests().isEmpty() ? 1 : index.manifests().lastKey() + 1;
  }

  private Blob describe(String name, BlobSource source, StoreIndex index) throws IOException {
    long length = source.length();
    String sha256;
    try (InputStream in = source.open()) {
      sha256 = Sha256.of(in);
    }
    int chunks =
        index
            .find(sha256, length)
            .map(Blob::getChunks)
            .orElseGet(() -> Math.toIntExact(-Math.floorDiv(-length, config.chunkBytes())));
    return new Blob(name, sha256, length, chunks);
  }

  private void sendBlobs(
      Map<Blob, BlobSource> missing, PublishProgress progress, StoreWriter.Sink sink)
      throws IOException, ReferenceStoreException {
    Set<String> sent = new HashSet<>();
    Map<Blob, BlobSource> once = new HashMap<>();
    missing.forEach(
        (blob, source) -> {
          if (sent.add(blob.getSha256())) {
            once.put(blob, source);
          }
        });
    long total = once.keySet().stream().mapToLong(Blob::getLength).sum();
    AtomicLong done = new AtomicLong();
    for (Map.Entry<Blob, BlobSource> blob : once.entrySet()) {
      send(
          blob.getKey(), blob.getValue(), bytes -> progress.at(done.addAndGet(bytes), total), sink);
    }
  }

  private void send(Blob blob, BlobSource source, LongConsumer acknowledged, StoreWriter.Sink sink)
      throws IOException, ReferenceStoreException {
    try (DigestInputStream in = new DigestInputStream(source.open(), Sha256.digest())) {
      for (int i = 0; i < blob.getChunks(); i++) {
        byte[] chunk = in.readNBytes(config.chunkBytes());
        sink.put(
            new StoreKey.Chunk(blob.getSha256(), i),
            chunk,
            () -> acknowledged.accept(chunk.length));
      }
      if (in.read() >= 0 || !Sha256.hex(in.getMessageDigest()).equals(blob.getSha256())) {
        throw new ReferenceStoreException(
            "the content of " + blob.getName() + " changed while it was published");
      }
    }
  }

  /**
   * Tombstones manifests beyond the kept ones, and chunks that no kept manifest names. Rejected
   * versions are counted by themselves, so that they push no accepted one out.
   */
  private void retire(ReferenceManifest latest, StoreIndex index, StoreWriter.Sink sink)
      throws ReferenceStoreException {
    Map<String, Integer> named = new HashMap<>();
    Map<Boolean, Integer> newer = new HashMap<>();
    name(latest, named);
    newer.put(isRejected(latest), 1);
    for (ReferenceManifest manifest : index.manifests().descendingMap().values()) {
      long version = manifest.getVersion();
      int place = newer.merge(isRejected(manifest), 1, Integer::sum);
      // What scorers served until now stays too, so that going back to it stays possible.
      boolean wasActive = index.active().isPresent() && index.active().getAsLong() == version;
      if (place <= config.keep() || wasActive) {
        name(manifest, named);
      } else {
        sink.delete(new StoreKey.Manifest(version));
      }
    }
    for (Map.Entry<String, Map<Integer, Integer>> blob : index.chunks().entrySet()) {
      for (int i : blob.getValue().keySet()) {
        if (i >= named.getOrDefault(blob.getKey(), 0)) {
          sink.delete(new StoreKey.Chunk(blob.getKey(), i));
        }
      }
    }
  }

  private static boolean isRejected(ReferenceManifest manifest) {
    return manifest.getState().equals(ReferenceCatalog.REJECTED);
  }

  private static void name(ReferenceManifest manifest, Map<String, Integer> named) {
    manifest.getBlobs().forEach(b -> named.merge(b.getSha256(), b.getChunks(), Math::max));
  }
}
