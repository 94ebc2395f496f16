package io.sisom.evaluation;

import io.sisom.network.ModelBundle;
import io.sisom.reference.Arithmetic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features on disk, named by the SHA-256 of the model and of all else they depend on, the numbers
 * they are computed in among them. A damaged file is never trusted: what it held is computed again.
 */
public final class FeatureCache {
  private static final Logger log = LoggerFactory.getLogger(FeatureCache.class);

  private static final Arithmetic UNNAMED = new Arithmetic("float32", "cpu");

  private final Path folder;
  private final byte[] model;

  /**
   * For one model.
   *
   * @param numbers that its features are computed in; those of float32 on a CPU have the names that
   *     files of earlier versions have
   * @param folder of feature files; made where it is missing
   */
  public FeatureCache(ModelBundle bundle, Arithmetic numbers, Path folder) {
    this.folder = folder;
    MessageDigest digest = Digests.sha256();
    Digests.addFile(digest, bundle.torchScript());
    Digests.addFile(digest, bundle.descriptionFile());
    if (!numbers.equals(UNNAMED)) {
      digest.update(
          (numbers.device() + ' ' + numbers.precision()).getBytes(StandardCharsets.UTF_8));
    }
    this.model = digest.digest();
  }

  /** A digest that the model has gone into; add what else features depend on. */
  MessageDigest digest() {
    MessageDigest digest = Digests.sha256();
    digest.update(model);
    return digest;
  }

  /** What is kept under a key, if it is undamaged. */
  Optional<FeatureTable> read(byte[] key) {
    Path file = file(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(FeatureFile.read(file));
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("cached features are not used; computing them again");
      return Optional.empty();
    }
  }

  /** Keeps; a disk that will not have it is a warning. */
  void write(byte[] key, FeatureTable table) {
    try {
      FeatureFile.write(file(key), table);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", file(key))
          .addKeyValue("reason", e.getMessage())
          .log("features could not be cached; the next run computes them again");
    }
  }

  private Path file(byte[] key) {
    return folder.resolve(HexFormat.of().formatHex(key) + ".features");
  }
}
