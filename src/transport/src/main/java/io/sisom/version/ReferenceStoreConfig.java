package io.sisom.version;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.SettingType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How versions are kept on the topic and on this machine's disk. */
@SettingGroup("Versions on Kafka")
public record ReferenceStoreConfig(
    @Setting(key = "reference.keep", value = "5", min = 1, max = 1000, unit = "versions")
        @Meaning("Versions that stay on the topic, 1 to 1000; the active one stays in addition.")
        int keep,
    @Setting(key = "reference.cache.dir", value = "data/references")
        @Meaning("Directory of verified model and reference files; one directory a topic.")
        Path cacheDir,
    @Setting(key = "reference.max.bytes", value = "4294967296", min = 1, unit = "bytes")
        @Meaning("Largest version that is accepted, bytes.")
        long maxBytes,
    @Setting(key = "reference.trusted.models", value = "", type = HashList.class)
        @Meaning(
            "SHA-256 of the model.pt files that may be loaded, comma-separated; empty"
                + " accepts any. A TorchScript file is code: without this list, whoever can write"
                + " the reference topic runs code in every scorer, so restrict the topic with"
                + " ACLs.")
        Set<String> trustedModels,
    @Setting(
            key = "reference.chunk.bytes",
            value = "900000",
            min = 1,
            max = 8_388_608,
            unit = "bytes")
        @Meaning("Payload of one record, bytes; must stay below the topic's max.message.bytes.")
        int chunkBytes) {
  /** Keeps a copy of the trust list. */
  public ReferenceStoreConfig {
    trustedModels = Set.copyOf(trustedModels);
  }

  /** Hashes in any case, read as lower case. */
  static final class HashList implements SettingType<Set<String>> {
    @Override
    public Set<String> read(String text) {
      Set<String> hashes =
          SettingType.items(text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
      if (!hashes.stream().allMatch(Sha256::isHash)) {
        throw new IllegalArgumentException("no SHA-256");
      }
      return hashes;
    }

    @Override
    public String accepted() {
      return "list of SHA-256 in 64 hex digits";
    }
  }

  /** The same with files in a directory below, for a second reader on one machine. */
  public ReferenceStoreConfig in(String directory) {
    return in(cacheDir.resolve(directory));
  }

  /** The same with another cache directory. */
  public ReferenceStoreConfig in(Path otherCache) {
    return new ReferenceStoreConfig(keep, otherCache, maxBytes, trustedModels, chunkBytes);
  }
}
