package io.sisom.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a record of the reference topic is, told by its key. */
sealed interface StoreKey {
  /** No chunk is longer, whoever wrote it. */
  int MAX_CHUNK_BYTES = 8 << 20;

  /** Chunks of a blob; the highest index that is read has seven digits. */
  int MAX_CHUNKS = 10_000_000;

  /** Bytes of a blob; the value is the payload. */
  record Chunk(String sha256, int index) implements StoreKey {
    @Override
    public String text() {
      return "chunk/" + sha256 + "/" + index;
    }
  }

  /** A version; the value is a ReferenceManifest in Avro single-object encoding. */
  record Manifest(long version) implements StoreKey {
    @Override
    public String text() {
      return "manifest/" + version;
    }
  }

  /** The pointer that scorers follow; the value is the version in decimal digits. */
  record Active() implements StoreKey {
    @Override
    public String text() {
      return "active";
    }
  }

  /** The key as written on the topic. */
  String text();

  /** The key behind the text; empty for a foreign one. */
  static Optional<StoreKey> parse(@Nullable String text) {
    if (text == null || text.length() > 100) {
      return Optional.empty();
    }
    if (text.equals("active")) {
      return Optional.of(new Active());
    }
    Matcher chunk = Patterns.CHUNK.matcher(text);
    if (chunk.matches()) {
      return Optional.of(new Chunk(chunk.group(1), Integer.parseInt(chunk.group(2))));
    }
    Matcher manifest = Patterns.MANIFEST.matcher(text);
    if (manifest.matches()) {
      return Optional.of(new Manifest(Long.parseLong(manifest.group(1))));
    }
    return Optional.empty();
  }

  /** The shapes of the keys; the digits are bounded so that every number fits its type. */
  final class Patterns {
    static final Pattern CHUNK = Pattern.compile("chunk/([0-9a-f]{64})/(0|[1-9][0-9]{0,6})");
    static final Pattern MANIFEST = Pattern.compile("manifest/([1-9][0-9]{0,14})");
    static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,14}");

    private Patterns() {}
  }
}
