package io.sisom.version;

import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Refuses manifests before anything is allocated or written on their word. */
final class ManifestCheck {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final String MODEL = "model.pt";
  private static final int MAX_BLOBS = 64;

  private final ReferenceStoreConfig config;

  ManifestCheck(ReferenceStoreConfig config) {
    this.config = config;
  }

  /** The reason to refuse it, if there is one. */
  Optional<Refusal> check(ReferenceManifest manifest) {
    List<Blob> blobs = manifest.getBlobs();
    if (blobs.isEmpty() || blobs.size() > MAX_BLOBS) {
      return bad("it names " + blobs.size() + " blobs, 1 to " + MAX_BLOBS + " are allowed");
    }
    Set<String> names = new HashSet<>();
    long total = 0;
    for (Blob blob : blobs) {
      Optional<String> wrong = wrongWith(blob);
      if (wrong.isPresent()) {
        return bad(wrong.get());
      }
      if (!names.add(blob.getName())) {
        return bad("it names blob " + blob.getName() + " twice");
      }
      // No overflow: each length is at most 10^7 chunks of 8 MiB, and there are at most 64.
      total += blob.getLength();
      if (blob.getName().equals(MODEL) && !trusted(blob.getSha256())) {
        return Optional.of(new Refusal.UntrustedModel(blob.getSha256()));
      }
    }
    if (total > config.maxBytes()) {
      return Optional.of(new Refusal.TooLarge(total, config.maxBytes()));
    }
    return Optional.empty();
  }

  /** What a blob's own figures get wrong; empty if they make sense. */
  static Optional<String> wrongWith(Blob blob) {
    if (!NAME.matcher(blob.getName()).matches()) {
      return Optional.of("a blob's name is not made of letters, digits, '.', '_' and '-'");
    }
    if (!Sha256.isHash(blob.getSha256())) {
      return Optional.of("blob " + blob.getName() + " has no SHA-256 in lower-case hex");
    }
    long length = blob.getLength();
    int chunks = blob.getChunks();
    boolean consistent =
        length >= 0
            && chunks >= 0
            && chunks <= StoreKey.MAX_CHUNKS
            && chunks <= length
            && length <= (long) chunks * StoreKey.MAX_CHUNK_BYTES;
    return consistent
        ? Optional.empty()
        : Optional.of(
            "blob "
                + blob.getName()
                + " cannot have "
                + length
                + " bytes in "
                + chunks
                + " chunks");
  }

  private boolean trusted(String sha256) {
    return config.trustedModels().isEmpty() || config.trustedModels().contains(sha256);
  }

  private static Optional<Refusal> bad(String claim) {
    return Optional.of(new Refusal.BadManifest(claim));
  }
}
