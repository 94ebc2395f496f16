package io.sisom.version;

import io.sisom.schema.Blob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verified blobs on disk as {@code blobs/SHA256}. A file gets that name only after its length and
 * hash were verified, by an atomic rename; one that was there before is hashed once before use.
 */
final class BlobCache {
  private static final Logger log = LoggerFactory.getLogger(BlobCache.class);

  private final Path blobs;
  private final Set<String> verified = new HashSet<>();

  BlobCache(Path dir) throws IOException {
    this.blobs = Files.createDirectories(dir.resolve("blobs"));
  }

  /** Where a blob lies, or would. */
  Path path(String sha256) {
    return blobs.resolve(sha256);
  }

  /** Whether the blob is here with the right content; a damaged one is deleted. */
  boolean holds(String sha256) throws IOException {
    Path file = path(sha256);
    if (!Files.isRegularFile(file)) {
      verified.remove(sha256);
      return false;
    }
    if (verified.contains(sha256)) {
      return true;
    }
    if (Sha256.of(file).equals(sha256)) {
      verified.add(sha256);
      return true;
    }
    log.atWarn().addKeyValue("sha256", sha256).log("deleting a damaged blob from the cache");
    Files.delete(file);
    return false;
  }

  /** Takes a file over if it is the blob, and deletes it if not. */
  Optional<Refusal> admit(Blob blob, Path file) throws IOException {
    try {
      String actual = Sha256.of(file);
      if (!actual.equals(blob.getSha256())) {
        return Optional.of(
            new Refusal.Damaged(
                blob.getName(), "SHA-256 " + blob.getSha256(), "SHA-256 " + actual));
      }
      Files.move(file, path(actual), StandardCopyOption.ATOMIC_MOVE);
      verified.add(actual);
      return Optional.empty();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Deletes what is not listed. */
  void retain(Set<String> hashes) throws IOException {
    List<Path> extra;
    try (Stream<Path> files = Files.list(blobs)) {
      extra =
          files
              .filter(file -> Sha256.isHash(file.getFileName().toString()))
              .filter(file -> !hashes.contains(file.getFileName().toString()))
              .toList();
    }
    for (Path file : extra) {
      verified.remove(file.getFileName().toString());
      Files.deleteIfExists(file);
    }
  }
}
