package io.sisom.evaluation;

import io.sisom.method.Activations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A feature table on disk: magic, sizes, the columns one after the other (big-endian), and the
 * SHA-256 of all of it.
 */
final class FeatureFile {
  private static final long MAGIC = 0x5349534F4D463031L; // "SISOMF01"
  private static final int HEADER = Long.BYTES + 5 * Integer.BYTES + Double.BYTES;
  private static final int PER_ROW = 2 * Integer.BYTES + Long.BYTES;
  private static final int HASH = 32;

  private FeatureFile() {}

  /** Writes under another name first, so that no half file is ever found. */
  static void write(Path file, FeatureTable table) throws IOException {
    Activations features = table.features();
    byte[] ids = String.join("\n", table.frameIds()).getBytes(StandardCharsets.UTF_8);
    long bytes = bytes(table.size(), features.classes(), features.width(), ids.length);
    if (bytes > Integer.MAX_VALUE - 64) {
      throw new IOException("features of " + table.size() + " frames are larger than 2 GB");
    }
    ByteBuffer out = ByteBuffer.allocate((int) bytes);
    out.putLong(MAGIC).putInt(table.size()).putInt(features.classes()).putInt(features.width());
    out.putInt(ids.length).putInt(table.leftOut()).putDouble(table.seconds());
    for (int row = 0; row < table.size(); row++) {
      out.putInt(table.labels()[row]).putInt(table.ordinals()[row]);
      out.putLong(table.fingerprints()[row]);
    }
    out.put(ids);
    put(out, features.logits());
    put(out, features.taps());
    put(out, features.tapGradients());
    out.put(hash(out.array(), out.position()));
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    Path partial = Files.createTempFile(parent, "features", ".partial");
    try {
      Files.write(partial, out.array());
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /**
   * Reads and verifies.
   *
   * @throws IOException where it is unreadable, damaged, cut short or of another format
   */
  static FeatureTable read(Path file) throws IOException {
    if (Files.size(file) < HEADER + HASH || Files.size(file) > Integer.MAX_VALUE - 64) {
      throw new IOException(file + " has " + Files.size(file) + " bytes, no feature file");
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    int end = in.capacity() - HASH;
    byte[] claimed = Arrays.copyOfRange(in.array(), end, in.capacity());
    if (in.getLong() != MAGIC || !MessageDigest.isEqual(claimed, hash(in.array(), end))) {
      throw new IOException(file + " is damaged or of another format");
    }
    int rows = in.getInt();
    int classes = in.getInt();
    int width = in.getInt();
    int idBytes = in.getInt();
    int leftOut = in.getInt();
    double seconds = in.getDouble();
    if (rows < 1
        || classes < 1
        || width < 1
        || idBytes < 0
        || bytes(rows, classes, width, idBytes) != in.capacity()) {
      throw new IOException(file + " is of another size than its header says");
    }
    int[] labels = new int[rows];
    int[] ordinals = new int[rows];
    long[] fingerprints = new long[rows];
    for (int row = 0; row < rows; row++) {
      labels[row] = in.getInt();
      ordinals[row] = in.getInt();
      fingerprints[row] = in.getLong();
    }
    byte[] ids = new byte[idBytes];
    in.get(ids);
    List<String> frameIds =
        new ArrayList<>(List.of(new String(ids, StandardCharsets.UTF_8).split("\n", -1)));
    if (frameIds.size() != rows) {
      throw new IOException(file + " names " + frameIds.size() + " frames for " + rows + " rows");
    }
    Activations features =
        new Activations(
            rows, get(in, rows * classes), get(in, rows * width), get(in, rows * width));
    return new FeatureTable(features, labels, ordinals, frameIds, fingerprints, leftOut, seconds);
  }

  private static long bytes(long rows, long classes, long width, long ids) {
    return HEADER + rows * PER_ROW + ids + Float.BYTES * rows * (classes + 2 * width) + HASH;
  }

  private static void put(ByteBuffer out, float[] values) {
    out.asFloatBuffer().put(values);
    out.position(out.position() + Float.BYTES * values.length);
  }

  private static float[] get(ByteBuffer in, int count) {
    float[] values = new float[count];
    in.asFloatBuffer().get(values);
    in.position(in.position() + Float.BYTES * count);
    return values;
  }

  private static byte[] hash(byte[] bytes, int length) {
    MessageDigest digest = Digests.sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }
}
