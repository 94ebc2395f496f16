package io.sisom.recording.bag;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Finds the next chunk after damage: the field that says "chunk" in a header that is one. Writers
 * order a header's fields differently, so the header's beginning is tried at each place before.
 */
final class ChunkSearch {
  private static final byte[] FIELD = {4, 0, 0, 0, 'o', 'p', '=', 5};

  /** Between the beginning of a chunk's record and its field. */
  private static final int MAX_BEFORE = 64;

  private static final int MAX_CHUNK_HEADER = 160;

  private ChunkSearch() {}

  /** Goes to the next chunk at or after an offset; to the end of the file if there is none. */
  static void seek(FileBytes file, long from) throws IOException {
    file.seek(from);
    int matched = 0;
    for (int next = file.read(); next >= 0; next = file.read()) {
      matched = next == FIELD[matched] ? matched + 1 : next == FIELD[0] ? 1 : 0;
      if (matched == FIELD.length) {
        matched = 0;
        long after = file.position();
        for (int before = FIELD.length + 4; before <= MAX_BEFORE; before++) {
          long start = after - before;
          if (start >= from && chunkAt(file, start, after)) {
            file.seek(start);
            return;
          }
        }
        file.seek(after);
      }
    }
  }

  private static boolean chunkAt(FileBytes file, long start, long fieldEnd) throws IOException {
    file.seek(start);
    int length = ByteBuffer.wrap(file.readNBytes(4)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < fieldEnd - start - 4 || length > MAX_CHUNK_HEADER) {
      return false;
    }
    try {
      Fields fields = Fields.of(file.readNBytes(length));
      fields.unsigned("size");
      return fields.op() == Ops.CHUNK && !fields.text("compression").isEmpty();
    } catch (BagFaultException e) {
      return false;
    }
  }
}
