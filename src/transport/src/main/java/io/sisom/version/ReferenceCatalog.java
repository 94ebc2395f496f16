package io.sisom.version;

import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** The versions on the reference topic, and which one scorers serve. */
public final class ReferenceCatalog {
  /** State of a version that passed its gate. */
  public static final String ACCEPTED = "accepted";

  /** State of a version that the gate rejected. */
  public static final String REJECTED = "rejected";

  private final StoreScan scan;
  private final StoreWriter writer;

  /**
   * A catalog; it connects only while it is asked.
   *
   * @param topic with settings for reading and writing
   */
  public ReferenceCatalog(ReferenceTopic topic) {
    this.scan = new StoreScan(topic);
    this.writer = new StoreWriter(StoreWriter.producers(topic), scan);
  }

  /**
   * One version.
   *
   * @param manifest as published
   * @param active whether scorers are told to serve it
   * @param complete whether all its chunks are on the topic
   */
  public record Entry(ReferenceManifest manifest, boolean active, boolean complete) {
    /** Of all blobs together. */
    public long bytes() {
      return manifest.getBlobs().stream().mapToLong(Blob::getLength).sum();
    }
  }

  /**
   * All versions, oldest first. Reads the whole topic.
   *
   * @throws ReferenceStoreException where that does not finish in time
   */
  public List<Entry> list(Duration timeout) throws ReferenceStoreException {
    StoreIndex index = scan.readAll(timeout);
    return index.manifests().values().stream().map(manifest -> entry(manifest, index)).toList();
  }

  /**
   * Makes scorers serve a version that is on the topic: one record.
   *
   * @throws ReferenceStoreException where there is no such version, it is incomplete, or another
   *     writer took over
   */
  public void activate(long version, Duration timeout) throws ReferenceStoreException {
    writer.write(
        (index, sink) -> {
          ReferenceManifest manifest = index.manifests().get(version);
          if (manifest == null) {
            throw new ReferenceStoreException(
                "there is no version " + version + "; there are " + index.manifests().keySet());
          }
          if (!entry(manifest, index).complete()) {
            throw new ReferenceStoreException("version " + version + " is not complete");
          }
          sink.put(new StoreKey.Active(), VersionPublisher.pointer(version));
          return version;
        },
        timeout);
  }

  /**
   * The version to go back to from {@code version}: the latest accepted, complete one before it.
   */
  public static OptionalLong before(long version, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.complete() && entry.manifest().getState().equals(ACCEPTED))
        .mapToLong(entry -> entry.manifest().getVersion())
        .filter(other -> other < version)
        .max();
  }

  private static Entry entry(ReferenceManifest manifest, StoreIndex index) {
    return new Entry(
        manifest,
        index.active().equals(OptionalLong.of(manifest.getVersion())),
        manifest.getBlobs().stream().allMatch(index::complete));
  }
}
