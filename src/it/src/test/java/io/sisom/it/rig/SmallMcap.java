package io.sisom.it.rig;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Writes an MCAP as a recorder does that is still at work: messages outside of chunks, no summary.
 * Each message is a {@code foxglove.CompressedImage} in JSON with a picture of its own.
 */
public final class SmallMcap {
  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  private static final int SIDE = 16;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int sequence;

  /** With one topic of pictures. */
  public SmallMcap(String topic) {
    this(topic, "foxglove.CompressedImage");
  }

  /** With one topic of a type. */
  public SmallMcap(String topic, String type) {
    out.writeBytes(MAGIC);
    record(1, text("").length + text("test").length, it -> it.put(text("")).put(text("test")));
    byte[] schema = join(text(type), text("jsonschema"), text("{}"));
    record(3, 2 + schema.length, it -> it.putShort((short) 1).put(schema));
    byte[] channel = join(text(topic), text("json"));
    record(
        4,
        4 + channel.length + 4,
        it -> it.putShort((short) 1).putShort((short) 1).put(channel).putInt(0));
  }

  /** A picture at a time. */
  public SmallMcap add(Instant at) throws IOException {
    return add(at, "png", picture());
  }

  /** Bytes of a format at a time. */
  public SmallMcap add(Instant at, String format, byte[] data) {
    String json =
        "{\"timestamp\":{\"sec\":%d,\"nsec\":%d},\"frame_id\":\"\",\"format\":\"%s\",\"data\":\"%s\"}"
            .formatted(
                at.getEpochSecond(),
                at.getNano(),
                format,
                Base64.getEncoder().encodeToString(data));
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    long nanos = at.getEpochSecond() * 1_000_000_000L + at.getNano() + 5_000_000;
    record(
        5,
        22 + payload.length,
        it -> it.putShort((short) 1).putInt(sequence++).putLong(nanos).putLong(nanos).put(payload));
    return this;
  }

  private byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(sequence);
    for (int i = 0; i < SIDE * SIDE; i++) {
      image.setRGB(i % SIDE, i / SIDE, random.nextInt());
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  /** What is written so far. */
  public byte[] bytes() {
    return out.toByteArray();
  }

  /** The same with its end, as a recorder leaves it that was told to stop. */
  public byte[] finished() {
    record(15, 4, it -> it.putInt(0));
    record(2, 20, it -> it.putLong(0).putLong(0).putInt(0));
    out.writeBytes(MAGIC);
    return out.toByteArray();
  }

  private void record(int op, int length, java.util.function.Consumer<ByteBuffer> content) {
    ByteBuffer record = ByteBuffer.allocate(9 + length).order(ByteOrder.LITTLE_ENDIAN);
    record.put((byte) op).putLong(length);
    content.accept(record);
    out.writeBytes(record.array());
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
