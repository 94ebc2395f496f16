package io.sisom.version;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content to publish; read twice, and must be the same both times. */
public sealed interface BlobSource {
  /** A file. */
  static BlobSource of(Path file) {
    return new OfFile(file);
  }

  /** Bytes in memory; not copied. */
  static BlobSource of(byte[] bytes) {
    return new OfBytes(bytes);
  }

  /** A new stream over the content. */
  InputStream open() throws IOException;

  /** Bytes. */
  long length() throws IOException;

  /** A file's content. */
  record OfFile(Path file) implements BlobSource {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }

    @Override
    public long length() throws IOException {
      return Files.size(file);
    }
  }

  /** Content in memory. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record OfBytes(byte[] bytes) implements BlobSource {
    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public long length() {
      return bytes.length;
    }
  }
}
