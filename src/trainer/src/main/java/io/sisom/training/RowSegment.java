package io.sisom.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A file of rows of one network: a header, then records of one size, each the SHA-256 of a frame's
 * pixels, a checksum of all the record's rest, and the row's numbers. Little-endian. What a crash
 * left of a last record is written over. Used by one thread.
 */
final class RowSegment implements AutoCloseable {
  static final int HASH_BYTES = 32;
  private static final long MAGIC = 0x31574f524d534953L; // "SISMROW1"
  private static final int HEADER_BYTES = Long.BYTES + HASH_BYTES + 3 * Integer.BYTES;

  /**
   * Of which rows a file is.
   *
   * @param network SHA-256 of all that its rows depend on but the frame
   * @param logits of a row
   * @param taps of a row
   * @param gradients of a row, 0 or as many as {@code taps}
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by of()
  record Layout(byte[] network, int logits, int taps, int gradients) {
    static Layout of(byte[] network, FeatureRow row) {
      return new Layout(network, row.logits().length, row.taps().length, row.tapGradients().length);
    }

    boolean holds(FeatureRow row) {
      return row.logits().length == logits
          && row.taps().length == taps
          && row.tapGradients().length == gradients;
    }

    int recordBytes() {
      return HASH_BYTES + Integer.BYTES + Float.BYTES * (logits + taps + gradients);
    }
  }

  private final Path path;
  private final FileChannel file;
  private final Layout layout;
  private long records;

  private RowSegment(Path path, FileChannel file, Layout layout, long records) {
    this.path = path;
    this.file = file;
    this.layout = layout;
    this.records = records;
  }

  /** A new, empty file. */
  static RowSegment create(Path path, Layout layout) throws IOException {
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(MAGIC).put(layout.network());
    header.putInt(layout.logits()).putInt(layout.taps()).putInt(layout.gradients()).flip();
    write(file, header, 0);
    return new RowSegment(path, file, layout, 0);
  }

  /** One that is there; an {@link IOException} where it is no such file. */
  static RowSegment open(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Layout layout = layout(path, file);
      long records = (file.size() - HEADER_BYTES) / layout.recordBytes();
      return new RowSegment(path, file, layout, records);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Layout layout(Path path, FileChannel file) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    if (!read(file, header, 0) || header.flip().getLong() != MAGIC) {
      throw new IOException(path + " is no file of feature rows");
    }
    byte[] network = new byte[HASH_BYTES];
    header.get(network);
    Layout layout = new Layout(network, header.getInt(), header.getInt(), header.getInt());
    long floats = (long) layout.logits() + layout.taps() + layout.gradients();
    boolean lengths = layout.logits() >= 0 && layout.taps() >= 0 && layout.gradients() >= 0;
    if (!lengths || floats == 0 || floats * Float.BYTES > Math.max(file.size(), 1 << 20)) {
      throw new IOException(path + " claims rows of " + floats + " numbers");
    }
    return layout;
  }

  Path path() {
    return path;
  }

  Layout layout() {
    return layout;
  }

  long records() {
    return records;
  }

  long bytes() {
    return HEADER_BYTES + records * layout.recordBytes();
  }

  /** SHA-256 of a record's pixels, as it stands there; not checked. */
  byte[] hash(long record) throws IOException {
    ByteBuffer hash = ByteBuffer.allocate(HASH_BYTES);
    if (!read(file, hash, position(record))) {
      throw new IOException(path + " ends before record " + record);
    }
    return hash.array();
  }

  /** A record's row; empty where it is damaged or another frame's. */
  Optional<FeatureRow> row(long record, byte[] hash) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(layout.recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    if (!read(file, bytes, position(record))) {
      return Optional.empty();
    }
    boolean sound = bytes.getInt(HASH_BYTES) == checksum(bytes);
    if (!sound || !Arrays.equals(bytes.array(), 0, HASH_BYTES, hash, 0, HASH_BYTES)) {
      return Optional.empty();
    }
    bytes.position(HASH_BYTES + Integer.BYTES);
    return Optional.of(
        new FeatureRow(
            floats(bytes, layout.logits()),
            floats(bytes, layout.taps()),
            floats(bytes, layout.gradients())));
  }

  /** Adds a record; its number. */
  long append(byte[] hash, FeatureRow row) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(layout.recordBytes()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(hash).putInt(0);
    for (float[] part : new float[][] {row.logits(), row.taps(), row.tapGradients()}) {
      for (float value : part) {
        bytes.putFloat(value);
      }
    }
    bytes.putInt(HASH_BYTES, checksum(bytes)).flip();
    write(file, bytes, position(records));
    return records++;
  }

  private long position(long record) {
    return HEADER_BYTES + record * layout.recordBytes();
  }

  private static int checksum(ByteBuffer record) {
    CRC32C crc = new CRC32C();
    int numbers = HASH_BYTES + Integer.BYTES;
    crc.update(record.array(), 0, HASH_BYTES);
    crc.update(record.array(), numbers, record.capacity() - numbers);
    return (int) crc.getValue();
  }

  private static float[] floats(ByteBuffer from, int count) {
    float[] values = new float[count];
    from.asFloatBuffer().get(values);
    from.position(from.position() + count * Float.BYTES);
    return values;
  }

  private static boolean read(FileChannel file, ByteBuffer into, long at) throws IOException {
    while (into.hasRemaining()) {
      if (file.read(into, at + into.position()) < 0) {
        return false;
      }
    }
    return true;
  }

  private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes, at + bytes.position());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
