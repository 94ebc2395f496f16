package io.sisom.version;

import io.sisom.schema.ReferenceManifest;
import java.nio.file.Path;
import java.util.Map;

/**
 * A complete, verified version on this machine's disk.
 *
 * @param manifest what was published
 * @param files verified content by blob name; named by hash, so they have no extension; read-only
 */
public record PublishedVersion(ReferenceManifest manifest, Map<String, Path> files) {
  /** Keeps a copy of the map. */
  public PublishedVersion {
    files = Map.copyOf(files);
  }

  /** Its number, at least 1. */
  public long version() {
    return manifest.getVersion();
  }
}
