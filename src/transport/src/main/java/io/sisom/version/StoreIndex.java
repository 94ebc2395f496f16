package io.sisom.version;

import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WireException;
import io.sisom.wire.WriterSchemas;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the reference topic: which chunks (their lengths, not their bytes), which
 * manifests, which version is active. Built by applying the records in order; one thread.
 */
final class StoreIndex {
  /** A larger manifest is not read, and none is written. */
  static final int MAX_MANIFEST_BYTES = 1 << 20;

  private final AvroCodec<ReferenceManifest> codec;
  private final Map<String, Map<Integer, Integer>> chunks = new HashMap<>();
  private final NavigableMap<Long, ReferenceManifest> manifests = new TreeMap<>();
  private OptionalLong active = OptionalLong.empty();
  private long ignored;

  /** Of manifests that this program wrote, or others with one of {@code schemas}. */
  StoreIndex(WriterSchemas schemas) {
    this.codec = AvroCodec.of(ReferenceManifest.class, schemas);
  }

  /** Takes in one record; a foreign or unreadable one is counted and otherwise left alone. */
  Optional<StoreKey> apply(@Nullable String text, byte @Nullable [] value) {
    Optional<StoreKey> key = StoreKey.parse(text);
    if (key.isEmpty() || !accept(key.get(), value)) {
      ignored++;
      return Optional.empty();
    }
    return key;
  }

  private boolean accept(StoreKey key, byte @Nullable [] value) {
    if (key instanceof StoreKey.Chunk chunk) {
      return acceptChunk(chunk, value);
    }
    if (key instanceof StoreKey.Manifest manifest) {
      return acceptManifest(manifest.version(), value);
    }
    return acceptActive(value);
  }

  private boolean acceptChunk(StoreKey.Chunk chunk, byte @Nullable [] value) {
    if (value == null) {
      Map<Integer, Integer> of = chunks.get(chunk.sha256());
      if (of != null) {
        of.remove(chunk.index());
        if (of.isEmpty()) {
          chunks.remove(chunk.sha256());
        }
      }
      return true;
    }
    if (value.length == 0 || value.length > StoreKey.MAX_CHUNK_BYTES) {
      return false;
    }
    chunks.computeIfAbsent(chunk.sha256(), s -> new HashMap<>()).put(chunk.index(), value.length);
    return true;
  }

  private boolean acceptManifest(long version, byte @Nullable [] value) {
    // Whatever stood under this key is replaced, even by something unreadable.
    manifests.remove(version);
    if (value == null) {
      return true;
    }
    if (value.length > MAX_MANIFEST_BYTES) {
      return false;
    }
    try {
      ReferenceManifest manifest = codec.decode(value);
      if (manifest.getVersion() != version) {
        return false;
      }
      manifests.put(version, manifest);
      return true;
    } catch (WireException e) {
      return false;
    }
  }

  private boolean acceptActive(byte @Nullable [] value) {
    if (value == null) {
      active = OptionalLong.empty();
      return true;
    }
    String text = value.length > 15 ? "" : new String(value, StandardCharsets.UTF_8);
    if (!StoreKey.Patterns.VERSION.matcher(text).matches()) {
      return false;
    }
    active = OptionalLong.of(Long.parseLong(text));
    return true;
  }

  /** The version that scorers should serve. */
  OptionalLong active() {
    return active;
  }

  /** Readable manifests by version. */
  NavigableMap<Long, ReferenceManifest> manifests() {
    return manifests;
  }

  /** Lengths of the chunks that are there, by hash and index. */
  Map<String, Map<Integer, Integer>> chunks() {
    return chunks;
  }

  /** Records that were foreign or unreadable. */
  long ignored() {
    return ignored;
  }

  /** How many of the blob's chunks are there. */
  int present(Blob blob) {
    int present = 0;
    for (int index : chunks.getOrDefault(blob.getSha256(), Map.of()).keySet()) {
      if (index < blob.getChunks()) {
        present++;
      }
    }
    return present;
  }

  /** Whether every chunk is there and their lengths add up. */
  boolean complete(Blob blob) {
    if (ManifestCheck.wrongWith(blob).isPresent() || present(blob) != blob.getChunks()) {
      return false;
    }
    Map<Integer, Integer> lengths = chunks.getOrDefault(blob.getSha256(), Map.of());
    long total = 0;
    for (Map.Entry<Integer, Integer> chunk : lengths.entrySet()) {
      total += chunk.getKey() < blob.getChunks() ? chunk.getValue() : 0;
    }
    return total == blob.getLength();
  }

  /** The complete blob of that content under a manifest. */
  Optional<Blob> find(String sha256, long length) {
    return manifests.values().stream()
        .flatMap(manifest -> manifest.getBlobs().stream())
        .filter(blob -> blob.getSha256().equals(sha256) && blob.getLength() == length)
        .filter(this::complete)
        .findFirst();
  }
}
