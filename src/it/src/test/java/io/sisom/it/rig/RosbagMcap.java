package io.sisom.it.rig;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Writes an MCAP laid out as rosbag2 does, not as our own tools would: a header with a profile,
 * {@code sensor_msgs/msg/CompressedImage} in CDR with its definition, uncompressed chunks that
 * repeat schema and channel, message indexes behind each, stamps in the message a little before log
 * time, another topic between the pictures, and no summary.
 */
public final class RosbagMcap {
  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  private static final int CHUNK_BYTES = 256 << 10;
  private static final long LATENCY_NANOS = 7_000_000;
  private static final String DEFINITION =
      "std_msgs/Header header\nstring format\nuint8[] data\n"
          + "================\nMSG: std_msgs/Header\nbuiltin_interfaces/Time stamp\nstring frame_id\n";

  private final String topic;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteArrayOutputStream chunk = new ByteArrayOutputStream();
  private final List<long[]> index = new ArrayList<>();
  private int sequence;

  /** With pictures on one topic. */
  public RosbagMcap(String topic) {
    this.topic = topic;
    out.writeBytes(MAGIC);
    byte[] header = join(text("ros2"), text("libmcap 1.3.1"));
    record(out, 1, header.length, it -> it.put(header));
    begin();
  }

  private void begin() {
    chunk = new ByteArrayOutputStream();
    index.clear();
    schema(1, "sensor_msgs/msg/CompressedImage", DEFINITION);
    channel(1, 1, topic);
    schema(2, "std_msgs/msg/String", "string data\n");
    channel(2, 2, "/rosout_text");
  }

  private void schema(int id, String name, String definition) {
    byte[] schema = join(text(name), text("ros2msg"), text(definition));
    record(chunk, 3, 2 + schema.length, it -> it.putShort((short) id).put(schema));
  }

  private void channel(int id, int schema, String of) {
    byte[] channel = join(text(of), text("cdr"));
    byte[] metadata = join(text("offered_qos_profiles"), text("- history: 3\n"));
    record(
        chunk,
        4,
        4 + channel.length + 4 + metadata.length,
        it ->
            it.putShort((short) id)
                .putShort((short) schema)
                .put(channel)
                .putInt(metadata.length)
                .put(metadata));
  }

  /** A JPEG picture that was taken then. */
  public RosbagMcap add(Instant at, byte[] jpeg) {
    ByteBuffer cdr = ByteBuffer.allocate(64 + jpeg.length).order(ByteOrder.LITTLE_ENDIAN);
    cdr.put(new byte[] {0, 1, 0, 0}).putInt((int) at.getEpochSecond()).putInt(at.getNano());
    string(cdr, "camera_link");
    string(cdr, "jpeg");
    align(cdr);
    cdr.putInt(jpeg.length).put(jpeg);
    message(1, at, bytes(cdr));
    if (sequence % 5 == 0) {
      ByteBuffer said = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
      said.put(new byte[] {0, 1, 0, 0});
      string(said, "no picture");
      message(2, at, bytes(said));
    }
    if (chunk.size() > CHUNK_BYTES) {
      endChunk();
      begin();
    }
    return this;
  }

  private void message(int channel, Instant at, byte[] payload) {
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano() + LATENCY_NANOS;
    index.add(new long[] {channel, nanos, chunk.size()});
    record(
        chunk,
        5,
        22 + payload.length,
        it ->
            it.putShort((short) channel)
                .putInt(sequence++)
                .putLong(nanos)
                .putLong(nanos)
                .put(payload));
  }

  private void endChunk() {
    byte[] content = chunk.toByteArray();
    CRC32 crc = new CRC32();
    crc.update(content);
    long first = index.stream().mapToLong(it -> it[1]).min().orElse(0);
    long last = index.stream().mapToLong(it -> it[1]).max().orElse(0);
    record(
        out,
        6,
        32 + content.length + 8,
        it ->
            it.putLong(first)
                .putLong(last)
                .putLong(content.length)
                .putInt((int) crc.getValue())
                .put(text(""))
                .putLong(content.length)
                .put(content));
    for (int id = 1; id <= 2; id++) {
      int channel = id;
      List<long[]> of = index.stream().filter(it -> it[0] == channel).toList();
      record(
          out,
          7,
          6 + 16 * of.size(),
          it -> {
            it.putShort((short) channel).putInt(16 * of.size());
            of.forEach(one -> it.putLong(one[1]).putLong(one[2]));
          });
    }
  }

  /** The whole file. */
  public byte[] finished() {
    endChunk();
    record(out, 15, 4, it -> it.putInt(0));
    record(out, 2, 20, it -> it.putLong(0).putLong(0).putInt(0));
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private static void string(ByteBuffer cdr, String text) {
    align(cdr);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    cdr.putInt(bytes.length + 1).put(bytes).put((byte) 0);
  }

  /** To four bytes; the encapsulation's own four count for none. */
  private static void align(ByteBuffer cdr) {
    while (cdr.position() % 4 != 0) {
      cdr.put((byte) 0);
    }
  }

  private static byte[] bytes(ByteBuffer cdr) {
    byte[] bytes = new byte[cdr.position()];
    cdr.flip().get(bytes);
    return bytes;
  }

  private static void record(
      ByteArrayOutputStream to, int op, int length, Consumer<ByteBuffer> content) {
    ByteBuffer record = ByteBuffer.allocate(9 + length).order(ByteOrder.LITTLE_ENDIAN);
    record.put((byte) op).putLong(length);
    content.accept(record);
    to.writeBytes(record.array());
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
