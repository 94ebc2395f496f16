package io.sisom.recording.bag;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;

/** Writes ROS 1 bags after the format's page, and wrong ones on request. */
final class BagWriter {
  private final ByteArrayOutputStream bag = new ByteArrayOutputStream();
  private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
  private final List<byte[]> connections = new ArrayList<>();
  private int chunks;

  BagWriter() {
    bag.writeBytes("#ROSBAG V2.0\n".getBytes(UTF_8));
    bag.writeBytes(header(0, 0));
  }

  /** Describes a connection in the chunk that is open. */
  BagWriter connection(int id, String topic, String type, String definition) {
    Map<String, byte[]> data = new LinkedHashMap<>();
    data.put("topic", topic.getBytes(UTF_8));
    data.put("type", type.getBytes(UTF_8));
    data.put("md5sum", "*".getBytes(UTF_8));
    data.put("message_definition", definition.getBytes(UTF_8));
    byte[] record =
        record(7, Map.of("conn", u32(id), "topic", topic.getBytes(UTF_8)), fields(data));
    connections.add(record);
    chunk.writeBytes(record);
    return this;
  }

  BagWriter message(int id, long nanos, byte[] payload) {
    chunk.writeBytes(message(id, nanos, payload, payload.length));
    return this;
  }

  /** A record of a message that claims another length than it has. */
  static byte[] message(int id, long nanos, byte[] payload, int claimed) {
    ByteBuffer time = bytes(8);
    time.putInt((int) (nanos / 1_000_000_000L)).putInt((int) (nanos % 1_000_000_000L));
    byte[] record = record(2, Map.of("conn", u32(id), "time", time.array()), payload);
    ByteBuffer.wrap(record)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(record.length - payload.length - 4, claimed);
    return record;
  }

  /** Puts bytes into the chunk that is open. */
  BagWriter inChunk(byte[] bytes) {
    chunk.writeBytes(bytes);
    return this;
  }

  /** Puts bytes between records. */
  BagWriter outside(byte[] bytes) {
    bag.writeBytes(bytes);
    return this;
  }

  /** Closes the chunk; gives the offset at which it lies. */
  int endChunk(String compression) {
    return endChunk(compression, compression.equals("lz4 linked") ? linked() : pack(compression));
  }

  /** Closes the chunk with these data instead of what its records compress to. */
  int endChunk(String compression, byte[] data) {
    int at = bag.size();
    Map<String, byte[]> header = new LinkedHashMap<>();
    header.put("compression", compression.split(" ", 2)[0].getBytes(UTF_8));
    header.put("size", u32(chunk.size()));
    bag.writeBytes(record(5, header, data));
    bag.writeBytes(record(4, Map.of("ver", u32(1), "conn", u32(0), "count", u32(0)), new byte[0]));
    chunk.reset();
    chunks++;
    return at;
  }

  /** Leaves the chunk as a recorder that is killed: its lengths are not yet written. */
  BagWriter abandonChunk(String compression) {
    Map<String, byte[]> header = new LinkedHashMap<>();
    header.put("compression", compression.getBytes(UTF_8));
    header.put("size", u32(0));
    bag.writeBytes(record(5, header, new byte[0]));
    bag.writeBytes(pack(compression));
    chunk.reset();
    return this;
  }

  /** The bag with its index. */
  byte[] closed() {
    byte[] bytes = bag.toByteArray();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes("#ROSBAG V2.0\n".getBytes(UTF_8));
    byte[] header = header(bytes.length, connections.size());
    all.writeBytes(header);
    all.write(bytes, all.size(), bytes.length - all.size());
    connections.forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** The bag as a recorder leaves it that was killed. */
  byte[] unclosed() {
    return bag.toByteArray();
  }

  private byte[] pack(String compression) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (compression) {
          case "bz2" -> new BZip2CompressorOutputStream(packed);
          case "lz4" ->
              new LZ4FrameOutputStream(
                  packed,
                  LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB,
                  LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE,
                  LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM);
          default -> packed;
        }) {
      chunk.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private byte[] linked() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        new FramedLZ4CompressorOutputStream(
            packed,
            new FramedLZ4CompressorOutputStream.Parameters(
                FramedLZ4CompressorOutputStream.BlockSize.K64,
                true,
                false,
                true,
                BlockLZ4CompressorOutputStream.createParameterBuilder().build()))) {
      chunk.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private byte[] header(long indexAt, int connectionCount) {
    Map<String, byte[]> fields = new LinkedHashMap<>();
    fields.put("index_pos", bytes(8).putLong(indexAt).array());
    fields.put("conn_count", u32(connectionCount));
    fields.put("chunk_count", u32(chunks));
    byte[] data = new byte[4096 - 8 - 4 - 4 - 10 - 8 * 3 - 8 * 4 - 30];
    return record(3, fields, data);
  }

  static byte[] record(int op, Map<String, byte[]> fields, byte[] data) {
    Map<String, byte[]> all = new LinkedHashMap<>(fields);
    all.put("op", new byte[] {(byte) op});
    byte[] header = fields(all);
    return bytes(8 + header.length + data.length)
        .putInt(header.length)
        .put(header)
        .putInt(data.length)
        .put(data)
        .array();
  }

  private static byte[] fields(Map<String, byte[]> fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fields.forEach(
        (name, value) -> {
          out.writeBytes(u32(name.length() + 1 + value.length));
          out.writeBytes((name + "=").getBytes(UTF_8));
          out.writeBytes(value);
        });
    return out.toByteArray();
  }

  static byte[] u32(int value) {
    return bytes(4).putInt(value).array();
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
