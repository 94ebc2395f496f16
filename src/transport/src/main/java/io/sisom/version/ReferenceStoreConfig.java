package io.sisom.version;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How versions are kept on the topic and on this machine's disk.
 *
 * @param keep versions that stay on the topic, at least 1; the active one stays in addition
 * @param cacheDir where readers keep verified blobs; one directory a topic
 * @param maxBytes largest version that is read or published
 * @param trustedModels lower-case SHA-256 of the model.pt files that may be loaded; empty: any
 * @param chunkBytes payload of one record
 */
public record ReferenceStoreConfig(
    int keep, Path cacheDir, long maxBytes, Set<String> trustedModels, int chunkBytes) {
  private static final String KEEP = "reference.keep";
  private static final String CACHE_DIR = "reference.cache.dir";
  private static final String MAX_BYTES = "reference.max.bytes";
  private static final String TRUSTED_MODELS = "reference.trusted.models";
  private static final String CHUNK_BYTES = "reference.chunk.bytes";

  /** Keeps a copy of the trust list. */
  public ReferenceStoreConfig {
    trustedModels = Set.copyOf(trustedModels);
  }

  /** The same with files in a directory below, for a second reader on one machine. */
  public ReferenceStoreConfig in(String directory) {
    return new ReferenceStoreConfig(
        keep, cacheDir.resolve(directory), maxBytes, trustedModels, chunkBytes);
  }

  /** The settings {@code reference.*} of this part. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            KEEP,
            Type.INT,
            5,
            Range.between(1, 1000),
            Importance.MEDIUM,
            "Versions that stay on the topic, 1 to 1000; the active one stays in addition.")
        .define(
            CACHE_DIR,
            Type.STRING,
            "data/references",
            new NonEmptyString(),
            Importance.MEDIUM,
            "Directory of verified model and reference files; one directory a topic.")
        .define(
            MAX_BYTES,
            Type.LONG,
            4L << 30,
            Range.atLeast(1),
            Importance.MEDIUM,
            "Largest version that is accepted, bytes.")
        .define(
            TRUSTED_MODELS,
            Type.LIST,
            List.of(),
            Importance.HIGH,
            "SHA-256 of the model.pt files that may be loaded, comma-separated; empty accepts any."
                + " A TorchScript file is code: without this list, whoever can write the reference"
                + " topic runs code in every scorer, so restrict the topic with ACLs.")
        .define(
            CHUNK_BYTES,
            Type.INT,
            900_000,
            Range.between(1, StoreKey.MAX_CHUNK_BYTES),
            Importance.LOW,
            "Payload of one record, bytes; must stay below the topic's max.message.bytes.");
  }

  /** From validated settings. */
  public static ReferenceStoreConfig from(AbstractConfig config) {
    return new ReferenceStoreConfig(
        config.getInt(KEEP),
        Path.of(config.getString(CACHE_DIR)),
        config.getLong(MAX_BYTES),
        hashes(config.getList(TRUSTED_MODELS)),
        config.getInt(CHUNK_BYTES));
  }

  /** The defaults with another cache directory. */
  public static ReferenceStoreConfig withCache(Path cacheDir) {
    return from(new AbstractConfig(definition(), Map.of(CACHE_DIR, cacheDir.toString()), false));
  }

  /** The same with another cache directory. */
  public ReferenceStoreConfig in(Path otherCache) {
    return new ReferenceStoreConfig(keep, otherCache, maxBytes, trustedModels, chunkBytes);
  }

  private static Set<String> hashes(List<String> listed) {
    Set<String> hashes = new HashSet<>();
    for (String hash : listed) {
      String lower = hash.toLowerCase(Locale.ROOT);
      if (!Sha256.isHash(lower)) {
        throw new ConfigException(TRUSTED_MODELS, hash, "must be SHA-256 in 64 hex digits");
      }
      hashes.add(lower);
    }
    return hashes;
  }
}
