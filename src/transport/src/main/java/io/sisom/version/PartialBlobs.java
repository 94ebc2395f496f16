package io.sisom.version;

import io.sisom.schema.Blob;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Chunks of blobs that are not complete yet, a file each, since chunks come before the manifest
 * that says how they fit together. Only their lengths are kept in memory.
 */
final class PartialBlobs implements AutoCloseable {
  private final PartialFolder folder;
  private final Path dir;
  private final long maxBytes;
  private final Map<String, Map<Integer, Integer>> lengths = new HashMap<>();
  private long bytes;

  /**
   * In a directory of its own, which goes away on close.
   *
   * @param maxBytes of all chunks together
   */
  PartialBlobs(Path parent, long maxBytes) throws IOException {
    this.folder = PartialFolder.make(parent);
    this.dir = folder.path();
    this.maxBytes = maxBytes;
  }

  /** Writes a chunk, replacing the one before; false where there is no room for it. */
  boolean put(StoreKey.Chunk chunk, byte[] value) throws IOException {
    remove(chunk);
    if (value.length > maxBytes - bytes) {
      return false;
    }
    Path file = file(chunk.sha256(), chunk.index());
    Files.createDirectories(file.getParent());
    try {
      Files.write(file, value);
    } catch (IOException e) {
      deleteAfter(e, file);
      throw e;
    }
    lengths.computeIfAbsent(chunk.sha256(), s -> new HashMap<>()).put(chunk.index(), value.length);
    bytes += value.length;
    return true;
  }

  /** Deletes a chunk, if it is there. */
  void remove(StoreKey.Chunk chunk) throws IOException {
    Map<Integer, Integer> known = lengths.get(chunk.sha256());
    Integer length = known == null ? null : known.remove(chunk.index());
    if (length != null) {
      bytes -= length;
      Files.deleteIfExists(file(chunk.sha256(), chunk.index()));
    }
  }

  /** Deletes all chunks of a blob. */
  void removeAll(String sha256) throws IOException {
    for (int index : Map.copyOf(lengths.getOrDefault(sha256, Map.of())).keySet()) {
      remove(new StoreKey.Chunk(sha256, index));
    }
    lengths.remove(sha256);
    Files.deleteIfExists(dir.resolve(sha256));
  }

  /** How many of the blob's chunks are here. */
  int present(Blob blob) {
    return (int)
        lengths.getOrDefault(blob.getSha256(), Map.of()).keySet().stream()
            .filter(index -> index < blob.getChunks())
            .count();
  }

  /** Bytes of the blob's chunks that are here. */
  long length(Blob blob) {
    return lengths.getOrDefault(blob.getSha256(), Map.of()).entrySet().stream()
        .filter(chunk -> chunk.getKey() < blob.getChunks())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Puts the blob's chunks, all of them present, together in a new file. */
  Path join(Blob blob) throws IOException {
    Path whole = Files.createTempFile(dir, "whole-", ".tmp");
    try (FileChannel out = FileChannel.open(whole, StandardOpenOption.WRITE)) {
      for (int i = 0; i < blob.getChunks(); i++) {
        try (FileChannel in = FileChannel.open(file(blob.getSha256(), i))) {
          long at = 0;
          for (long size = in.size(); at < size; ) {
            at += in.transferTo(at, size - at, out);
          }
        }
      }
    } catch (IOException e) {
      deleteAfter(e, whole);
      throw e;
    }
    return whole;
  }

  /** A full disk is the last place for half a file. */
  private static void deleteAfter(IOException failure, Path half) {
    try {
      Files.deleteIfExists(half);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private Path file(String sha256, int index) {
    return dir.resolve(sha256).resolve(Integer.toString(index));
  }

  @Override
  public void close() throws IOException {
    folder.close();
  }
}
