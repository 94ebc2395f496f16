package io.sisom.training;

import io.sisom.reference.Arithmetic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features on disk of the network that is asked for last; those of others wait in their files. Used
 * by one thread.
 */
final class FeatureStore implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(FeatureStore.class);

  private final Optional<RowFolder> folder;
  private byte[] network = {};
  private Optional<NetworkRows> rows = Optional.empty();

  /** In a folder; without one nothing is kept. */
  FeatureStore(Optional<RowFolder> folder) {
    this.folder = folder;
  }

  /**
   * Rows that a model gives. They depend on the head as well: logits are its own, and gradients go
   * through it.
   *
   * @param gradientTaps names of the taps whose gradients are read
   */
  StoredRows of(LearnedModel model, Set<String> gradientTaps, Arithmetic arithmetic) {
    if (folder.isEmpty()) {
      return StoredRows.NONE;
    }
    byte[] asked = digest(model, gradientTaps, arithmetic);
    if (rows.isEmpty() || !Arrays.equals(asked, network)) {
      rows.ifPresent(NetworkRows::close);
      rows = open(folder.get(), asked);
      network = asked;
    }
    return rows.isPresent() ? rows.get() : StoredRows.NONE;
  }

  private static Optional<NetworkRows> open(RowFolder folder, byte[] network) {
    try {
      NetworkRows opened = NetworkRows.open(folder, network);
      log.atInfo().addKeyValue("rows", opened.size()).log("features on disk");
      return Optional.of(opened);
    } catch (IOException e) {
      log.atWarn().addKeyValue("reason", e).log("features on disk cannot be read");
      return Optional.empty();
    }
  }

  private static byte[] digest(
      LearnedModel model, Set<String> gradientTaps, Arithmetic arithmetic) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    String text =
        String.join(
            "\n",
            model.bundle().version(),
            model.bundle().description().taps().toString(),
            new TreeSet<>(gradientTaps).toString(),
            arithmetic.precision(),
            arithmetic.device());
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    for (float[] part : new float[][] {model.head().weight(), model.head().bias()}) {
      ByteBuffer bytes = ByteBuffer.allocate(part.length * Float.BYTES);
      bytes.asFloatBuffer().put(part);
      digest.update(bytes);
    }
    return digest.digest();
  }

  @Override
  public void close() {
    rows.ifPresent(NetworkRows::close);
    try {
      if (folder.isPresent()) {
        folder.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of features cannot be closed", e);
    }
  }
}
