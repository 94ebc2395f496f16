package io.sisom.feed;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One file of CIFAR-10 records: 1 label byte, then 32x32 bytes of R, G and B. {@code .bin} as is,
 * {@code .bin.gz} gzipped, {@code .delta.gz} gzipped with each plane as differences modulo 256: red
 * and blue from green, then down the first column, then along the rows.
 */
public final class RecordFile implements AutoCloseable {
  /** Rows and columns of a record's image. */
  public static final int SIDE = 32;

  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final InputStream in;
  private final boolean delta;
  private long records;

  /**
   * One record.
   *
   * @param label 0 to 254 a class, 255 none
   * @param planar R, G and B planes, 3072 bytes
   */
  @SuppressWarnings("ArrayRecordComponent") // pixels are handed on, never compared
  public record Labeled(int label, byte[] planar) {}

  private RecordFile(Path file, InputStream in, boolean delta) {
    this.file = file;
    this.in = in;
    this.delta = delta;
  }

  /**
   * Opens {@code file}.
   *
   * @throws FeedException where it is missing, unreadable or of another kind
   */
  public static RecordFile open(Path file) {
    String name = file.toString();
    boolean delta = name.endsWith(".delta.gz");
    boolean gzipped = delta || name.endsWith(".bin.gz");
    if (!gzipped && !name.endsWith(".bin")) {
      throw new FeedException(file + " is no record file: expected .bin, .bin.gz or .delta.gz");
    }
    try {
      InputStream raw = Files.newInputStream(file);
      return new RecordFile(file, gzipped ? inflating(raw) : buffered(raw), delta);
    } catch (NoSuchFileException e) {
      throw new FeedException(file + " does not exist", e);
    } catch (IOException e) {
      throw new FeedException(file + " cannot be opened", e);
    }
  }

  /**
   * The first {@code limit} records of {@code file}, or all it has.
   *
   * @throws FeedException where it is missing, damaged or of another kind
   */
  public static List<Labeled> first(int limit, Path file) {
    List<Labeled> records = new ArrayList<>();
    try (RecordFile open = open(file)) {
      Optional<Labeled> next = open.next();
      while (next.isPresent() && records.size() < limit) {
        records.add(next.get());
        next = open.next();
      }
    }
    return records;
  }

  private static InputStream inflating(InputStream raw) throws IOException {
    try {
      return buffered(new GZIPInputStream(raw, BUFFER));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream buffered(InputStream in) {
    return new BufferedInputStream(in, BUFFER);
  }

  /**
   * The next record, or none at the file's end.
   *
   * @throws FeedException where the file is damaged or ends within a record
   */
  public Optional<Labeled> next() {
    byte[] record;
    try {
      record = in.readNBytes(RECORD);
    } catch (IOException e) {
      throw new FeedException(file + " is damaged at record " + records, e);
    }
    if (record.length == 0) {
      return Optional.empty();
    }
    if (record.length < RECORD) {
      throw new FeedException(
          "record %d of %s is cut short: %d bytes expected, %d found"
              .formatted(records, file, RECORD, record.length));
    }
    records++;
    if (delta) {
      restore(record);
    }
    byte[] planar = new byte[3 * PLANE];
    System.arraycopy(record, 1, planar, 0, planar.length);
    return Optional.of(new Labeled(record[0] & 0xff, planar));
  }

  private static void restore(byte[] record) {
    int green = 1 + PLANE;
    int blue = green + PLANE;
    for (int i = 0; i < PLANE; i++) {
      record[1 + i] += record[green + i];
      record[blue + i] += record[green + i];
    }
    for (int plane = 1; plane < RECORD; plane += PLANE) {
      for (int y = 0; y < SIDE; y++) {
        int row = plane + y * SIDE;
        if (y > 0) {
          record[row] += record[row - SIDE];
        }
        for (int x = 1; x < SIDE; x++) {
          record[row + x] += record[row + x - 1];
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new FeedException(file + " cannot be closed", e);
    }
  }
}
