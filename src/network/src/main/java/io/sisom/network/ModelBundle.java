package io.sisom.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A model bundle on disk. Its TorchScript file is code: open only bundles from a source you trust.
 *
 * @param descriptionFile {@code model.json}
 * @param torchScript {@code model.pt}
 * @param description what {@code model.json} says
 * @param version name @ first 12 hex digits of the SHA-256 of {@code model.pt}
 */
public record ModelBundle(
    Path descriptionFile, Path torchScript, BundleDescription description, String version) {

  /** Reads the bundle in a directory; the TorchScript file is hashed, not yet loaded. */
  public static ModelBundle open(Path directory) throws BundleException {
    return of(directory.resolve("model.json"), directory.resolve("model.pt"));
  }

  /** A bundle of two files, wherever they lie. */
  public static ModelBundle of(Path descriptionFile, Path torchScript) throws BundleException {
    BundleDescription description = BundleDescription.read(descriptionFile);
    try {
      String version = description.name() + "@" + sha256(torchScript).substring(0, 12);
      return new ModelBundle(descriptionFile, torchScript, description, version);
    } catch (IOException e) {
      throw new BundleException(torchScript + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** SHA-256 of a file, 64 hex digits. */
  public static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
