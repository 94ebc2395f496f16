package io.sisom.feed.film;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A film's first bytes, by which it is known: many films begin with the same black picture.
 *
 * @param bytes up to 64 KiB, read-only
 */
record FilmHead(ByteBuffer bytes) {
  private static final int MAX_BYTES = 1 << 16;

  static FilmHead of(Path film) throws IOException {
    try (InputStream in = Files.newInputStream(film)) {
      return new FilmHead(ByteBuffer.wrap(in.readNBytes(MAX_BYTES)).asReadOnlyBuffer());
    }
  }

  /** Their checksum, in hexadecimal. */
  String sum() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes.duplicate());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
