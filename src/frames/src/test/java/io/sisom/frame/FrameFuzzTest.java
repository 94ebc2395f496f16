package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import io.sisom.testkit.ResidentMemory;
import io.sisom.wire.AvroCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a record holds, it becomes pixels or a reason, in bounded time and memory. */
@Tag("fuzz")
class FrameFuzzTest {
  private static final FrameLimits LIMITS = new FrameLimits(1 << 20, 1 << 16, Optional.empty());
  private static final FrameShape SHAPE = new FrameShape(3, 16, 16);
  private static final String[] ENCODINGS = {"rgb8", "rgb8-planar", "jpeg", "png"};
  private static final int INPUTS = LongForm.of(2_000, 100_000);

  /** A picture of 65,536 pixels with 4 samples of 16 bits, some copies of it, and the decoder. */
  private static final long MAX_BYTES = 8 << 20;

  /** What native memory may grow by, whatever decodes: freed memory comes back late. */
  private static final long MAX_GROWTH = 256 << 20;

  private final FrameDecoder decoder = new FrameDecoder(LIMITS);
  private final FrameReader reader = new FrameReader(LIMITS);
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);

  @Test
  void anyBytesReadToAReason() throws Exception {
    int taken =
        new Fuzz("frame record, noise", 1, INPUTS, MAX_BYTES)
            .run(random -> Damage.noise(random, 300), this::takes);
    assertThat(taken).isZero();
  }

  @Test
  void damagedRecordsReadAndDecodeToAValue() throws Exception {
    List<byte[]> records = new ArrayList<>();
    jpegs().forEach(jpeg -> records.add(codec.encode(Frames.frame("jpeg", 0, 0, jpeg))));
    pngs().forEach(png -> records.add(codec.encode(Frames.frame("png", 0, 0, png))));
    records.add(codec.encode(Frames.frame("rgb8", 5, 4, new byte[60])));
    records.add(codec.encode(Frames.at("file:///etc/passwd", "png")));
    int taken =
        new Fuzz("frame record, damaged", 2, INPUTS, MAX_BYTES)
            .run(random -> Damage.of(random, records), this::takes);
    assertThat(taken).as("some survive their damage").isPositive();
  }

  @Test
  void damagedJpegsDecodeToAValue() throws Exception {
    decodesToAValue("jpeg", 3, jpegs(), 3);
  }

  @Test
  void damagedPngsDecodeToAValue() throws Exception {
    decodesToAValue("png", 4, pngs(), 8);
  }

  @Test
  void anyContentUnderAnyClaimDecodesToAValue() throws Exception {
    new Fuzz("frame, any claim", 5, INPUTS, MAX_BYTES)
        .run(
            random ->
                Frames.frame(
                    ENCODINGS[random.nextInt(ENCODINGS.length)],
                    random.nextInt(),
                    random.nextInt(300) - 20,
                    Damage.noise(random, 2_000)),
            this::decodes);
  }

  private void decodesToAValue(String format, int seed, List<byte[]> pictures, int signature)
      throws Exception {
    new Fuzz(format + ", warm-up", seed, 200, MAX_BYTES)
        .run(random -> picture(random, format, pictures, signature), this::decodes);
    long before = ResidentMemory.outsideTheHeap();
    new Fuzz(format + ", damaged", seed, INPUTS, MAX_BYTES)
        .run(random -> picture(random, format, pictures, signature), this::decodes);
    assertThat(ResidentMemory.outsideTheHeap() - before).isLessThan(MAX_GROWTH);
  }

  /** Damaged behind its signature, without which it would be refused at once. */
  private static SensorFrame picture(
      Random random, String format, List<byte[]> pictures, int signature) {
    byte[] whole = pictures.get(random.nextInt(pictures.size()));
    byte[] damaged = Damage.of(random, List.of(whole));
    if (damaged.length < signature) {
      damaged = Arrays.copyOf(damaged, signature);
    }
    System.arraycopy(whole, 0, damaged, 0, signature);
    if (format.equals("png") && random.nextInt(4) > 0) {
      mendChecksums(damaged);
    }
    return Frames.frame(format, 0, 0, damaged);
  }

  /** Else every PNG whose damage lies in a chunk would be refused by that chunk's CRC. */
  private static void mendChecksums(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    int at = 8;
    while (at + 12 <= png.length) {
      long length = bytes.getInt(at) & 0xffffffffL;
      if (length > png.length - at - 12) {
        return;
      }
      CRC32 crc = new CRC32();
      crc.update(png, at + 4, 4 + (int) length);
      bytes.putInt(at + 8 + (int) length, (int) crc.getValue());
      at += 12 + (int) length;
    }
  }

  private boolean takes(byte[] record) {
    ReadFrame read = reader.read(record);
    if (read instanceof ReadFrame.Unreadable unreadable) {
      assertThat(unreadable.reason()).isNotBlank().hasSizeLessThan(1_000);
      return false;
    }
    return decodes(((ReadFrame.Read) read).frame());
  }

  private boolean decodes(SensorFrame frame) {
    DecodedFrame decoded = decoder.decode(frame, SHAPE);
    if (decoded instanceof DecodedFrame.Pixels pixels) {
      assertThat(pixels.planar().length).isEqualTo(SHAPE.bytes());
      return true;
    }
    assertThat(((DecodedFrame.Undecodable) decoded).reason()).isNotBlank().hasSizeLessThan(400);
    return false;
  }

  private static List<byte[]> jpegs() throws IOException {
    List<byte[]> jpegs = new ArrayList<>();
    jpegs.add(Frames.picture("jpeg", BufferedImage.TYPE_INT_RGB, 24, 20));
    jpegs.add(Frames.picture("jpeg", BufferedImage.TYPE_BYTE_GRAY, 33, 17));
    jpegs.add(progressive());
    for (int seed = 0; seed < 5; seed++) {
      BufferedImage photo = Photos.photo(64, 48, BufferedImage.TYPE_INT_RGB, seed);
      jpegs.add(Frames.encoded("jpeg", photo));
    }
    return jpegs;
  }

  private static byte[] progressive() throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var stream = ImageIO.createImageOutputStream(out)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      writer.setOutput(stream);
      BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < 40 * 30; i++) {
        image.setRGB(i % 40, i / 40, i * 7919);
      }
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  private static List<byte[]> pngs() {
    int[] types = {
      BufferedImage.TYPE_INT_RGB,
      BufferedImage.TYPE_INT_ARGB,
      BufferedImage.TYPE_BYTE_GRAY,
      BufferedImage.TYPE_USHORT_GRAY,
      BufferedImage.TYPE_BYTE_INDEXED,
      BufferedImage.TYPE_BYTE_BINARY
    };
    return Arrays.stream(types).mapToObj(type -> Frames.picture("png", type, 24, 20)).toList();
  }
}
