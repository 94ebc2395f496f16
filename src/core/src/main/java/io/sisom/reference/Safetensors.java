package io.sisom.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors and string metadata in the safetensors layout: the header's length (8 bytes,
 * little-endian), a JSON header, the data without holes (github.com/huggingface/safetensors,
 * "Format"). Python's safetensors library reads what this writes.
 *
 * @param tensors by name, in the order of their data
 * @param metadata free text
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  /** The longest header that is read or written, bytes. */
  public static final int MAX_HEADER_BYTES = 16 << 20;

  private static final int MAX_WRITE_BYTES = 4 << 20;

  /** Keeps copies of the maps, in their order. */
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** The tensor of that name. */
  public Tensor tensor(String name) throws SafetensorsException {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new SafetensorsException("no tensor '" + name + "'; there are " + tensors.keySet());
    }
    return tensor;
  }

  /** The metadata of that name. */
  public String text(String name) throws SafetensorsException {
    String value = metadata.get(name);
    if (value == null) {
      throw new SafetensorsException("no metadata '" + name + "'; there are " + metadata.keySet());
    }
    return value;
  }

  /** Writes the file, replacing it if it exists. */
  public void write(Path file) throws IOException {
    ByteBuffer header = SafetensorsHeader.of(this).encode();
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    length.putLong(header.remaining()).flip();
    try (FileChannel out =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      writeFully(out, length);
      writeFully(out, header);
      for (Tensor tensor : tensors.values()) {
        writeFully(out, tensor.data());
      }
    }
  }

  /**
   * Maps a file. Everything the header claims is checked against the file before memory is taken;
   * the data stay outside the heap, and the file must not change while its tensors are in use.
   *
   * @throws SafetensorsException where the file is not what it should be
   */
  public static Safetensors read(Path file) throws IOException, SafetensorsException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = in.size();
      int headerLength = headerLength(in, size);
      ByteBuffer json = ByteBuffer.allocate(headerLength);
      readFully(in, json, Long.BYTES);
      long start = (long) Long.BYTES + headerLength;
      SafetensorsHeader header = SafetensorsHeader.decode(json.array(), size - start);
      return new Safetensors(map(in, start, size - start, header.entries()), header.metadata());
    }
  }

  private static int headerLength(FileChannel in, long size)
      throws IOException, SafetensorsException {
    if (size < Long.BYTES) {
      throw new SafetensorsException("a file of " + size + " bytes has no safetensors header");
    }
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(in, prefix, 0);
    long length = prefix.getLong(0);
    if (length < 0 || length > MAX_HEADER_BYTES || length > size - Long.BYTES) {
      throw new SafetensorsException(
          "a header of "
              + Long.toUnsignedString(length)
              + " bytes is beyond the file or the limit of "
              + MAX_HEADER_BYTES);
    }
    return (int) length;
  }

  private static Map<String, Tensor> map(
      FileChannel in, long start, long bytes, List<SafetensorsHeader.Entry> entries)
      throws IOException {
    // One mapping serves all tensors where it can: a process may only have so many.
    boolean whole = bytes <= Integer.MAX_VALUE;
    ByteBuffer all = whole ? in.map(MapMode.READ_ONLY, start, bytes) : ByteBuffer.allocate(0);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafetensorsHeader.Entry entry : entries) {
      ByteBuffer data =
          whole
              ? all.slice((int) entry.begin(), (int) entry.bytes())
              : in.map(MapMode.READ_ONLY, start + entry.begin(), entry.bytes());
      tensors.put(entry.name(), new Tensor(entry.type(), entry.shape(), data));
    }
    return tensors;
  }

  private static void readFully(FileChannel in, ByteBuffer into, long at)
      throws IOException, SafetensorsException {
    while (into.hasRemaining()) {
      if (in.read(into, at + into.position()) < 0) {
        throw new SafetensorsException("the file became shorter while it was read");
      }
    }
  }

  /** Part by part: for a buffer on the heap the JDK keeps a copy as large as what it is given. */
  private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
    int end = bytes.limit();
    while (bytes.position() < end) {
      bytes.limit(Math.min(end, bytes.position() + MAX_WRITE_BYTES));
      out.write(bytes);
    }
  }
}
