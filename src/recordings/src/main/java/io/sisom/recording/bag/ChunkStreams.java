package io.sisom.recording.bag;

import io.sisom.recording.RecordingEvent.Damage;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/** Undoes the compression of a chunk as it is read. */
final class ChunkStreams {
  private static final byte[] LZ4 = {0x04, 0x22, 0x4d, 0x18};
  private static final byte[] BZ2 = {'B', 'Z', 'h'};
  private static final int INDEPENDENT_BLOCKS = 0x20;

  private ChunkStreams() {}

  /** Whether a chunk's data begin as its compression demands. */
  static boolean begins(FileBytes file, String compression) throws IOException {
    byte[] magic =
        switch (compression) {
          case "lz4" -> LZ4;
          case "bz2" -> BZ2;
          default -> new byte[0];
        };
    return magic.length > 0 && Arrays.equals(peek(file, magic.length), magic);
  }

  /**
   * The records of a chunk that begins here.
   *
   * @param bytes how many the chunk has in the file
   */
  static InputStream open(FileBytes file, long bytes, String compression)
      throws IOException, BagFaultException {
    int lz4Flags = compression.equals("lz4") ? peek(file, 5)[4] : 0;
    InputStream packed = new Limited(file, bytes);
    try {
      return switch (compression) {
        case "none" -> packed;
        case "bz2" -> new Tamed(new BZip2CompressorInputStream(packed));
        // lz4-java reads independent blocks only, as ROS writes them; other writers link them.
        case "lz4" ->
            new Tamed(
                (lz4Flags & INDEPENDENT_BLOCKS) != 0
                    ? new LZ4FrameInputStream(packed)
                    : new FramedLZ4CompressorInputStream(packed));
        default ->
            throw new BagFaultException(
                Damage.Kind.UNSUPPORTED,
                "compression \"%s\"; known are none, bz2 and lz4"
                    .formatted(shortened(compression)));
      };
    } catch (RuntimeException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }

  private static byte[] peek(FileBytes file, int count) throws IOException {
    long here = file.position();
    byte[] bytes = Arrays.copyOf(file.readNBytes(count), count);
    file.seek(here);
    return bytes;
  }

  /** Some bytes of the file; skips without reading. */
  private static final class Limited extends InputStream {
    private final FileBytes file;
    private final long end;

    Limited(FileBytes file, long bytes) {
      this.file = file;
      this.end = file.position() + bytes;
    }

    @Override
    public int read() throws IOException {
      return file.position() < end ? file.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      long most = Math.min(length, end - file.position());
      return most <= 0 ? (length == 0 ? 0 : -1) : file.read(into, offset, (int) most);
    }

    @Override
    public long skip(long count) {
      return file.skip(Math.min(count, end - file.position()));
    }
  }

  /** Decompressors answer wrong bytes with any exception; here they answer with one. */
  private static final class Tamed extends FilterInputStream {
    Tamed(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      try {
        return super.read(into, offset, length);
      } catch (RuntimeException e) {
        throw new IOException(e.toString(), e);
      }
    }

    @Override
    public long skip(long count) throws IOException {
      byte[] into = new byte[(int) Math.min(count, 1 << 13)];
      return Math.max(0, read(into, 0, into.length));
    }
  }
}
