package io.sisom.labeling;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of an imported frame: a hash of the picture's bytes, independent of its folder and name.
 */
final class PictureId {
  private static final int HASH_DIGITS = 32;

  private PictureId() {}

  /** {@code sha256-} and the first 128 bits; the same for the same bytes, another for others. */
  static String of(ByteBuffer content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(content.duplicate());
      return "sha256-" + HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static String of(byte[] content) {
    return of(ByteBuffer.wrap(content));
  }
}
