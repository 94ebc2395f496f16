package io.sisom.console.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** File names for pictures: of a frame's id what is harmless in any path, and a hash of all. */
public final class PictureName {
  private static final int LONGEST = 80;
  private static final int HASH_DIGITS = 12;

  private PictureName() {}

  /** The same for the same id, another for another. */
  public static String of(String frameId) {
    return stem(frameId) + ".png";
  }

  /** The same without its ending, which other tools may change. */
  static String stem(String frameId) {
    String plain = frameId.replaceAll("[^A-Za-z0-9_-]", "_");
    return plain.substring(0, Math.min(LONGEST, plain.length())) + "-" + hash(frameId);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
