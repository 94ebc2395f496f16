package io.sisom.frame;

import static io.sisom.frame.Frames.encoded;
import static io.sisom.frame.Frames.frame;
import static io.sisom.frame.Frames.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.method.FrameShape;
import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTest {
  private static final FrameShape SMALL = new FrameShape(3, 2, 2);
  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());

  @Test
  void takesPlanarBytesAsTheyAre() {
    byte[] planar = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(pixels(frame("rgb8-planar", 2, 2, planar), SMALL)).isEqualTo(planar);
  }

  @Test
  void sortsInterleavedBytesIntoPlanes() {
    byte[] interleaved = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    assertThat(pixels(frame("rgb8", 2, 2, interleaved), SMALL))
        .containsExactly(1, 4, 7, 10, 2, 5, 8, 11, 3, 6, 9, 12);
  }

  @Test
  void leavesTheFramesBufferWhereItWas() {
    SensorFrame frame = frame("rgb8-planar", 2, 2, new byte[12]);
    pixels(frame, SMALL);
    assertThat(frame.getContent().remaining()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({"png,1,0", "png,2,0", "jpeg,1,6"}) // 1 = TYPE_INT_RGB, 2 = TYPE_INT_ARGB
  void readsPicturesInTheirOwnColors(String format, int type, int tolerance) {
    byte[] pixels = pixels(frame(format, 0, 0, picture(format, type, 32, 32)), shape(32));
    assertThat(pixels[0] & 0xff).isBetween(254 - tolerance, 255); // red of the left half
    assertThat(pixels[1024] & 0xff).isBetween(0, tolerance);
    assertThat(pixels[31] & 0xff).isBetween(0, tolerance);
    assertThat(pixels[2048 + 31] & 0xff).isBetween(254 - tolerance, 255); // blue of the right
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void repeatsGrayInEveryPlaneWithoutBrighteningIt(String format) {
    BufferedImage gray = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      gray.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    assertThat(pixels(frame(format, 8, 8, encoded(format, gray)), shape(8)))
        .containsOnly((byte) 100);
  }

  @Test
  void readsSixteenBitGrayByItsHighByte() {
    BufferedImage gray = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 16; i++) {
      gray.getRaster().setSample(i % 4, i / 4, 0, 100 << 8);
    }
    assertThat(pixels(frame("png", 0, 0, encoded("png", gray)), shape(4))).containsOnly((byte) 100);
  }

  @Test
  void readsPalettes() {
    BufferedImage indexed = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED);
    for (int i = 0; i < 16; i++) {
      indexed.setRGB(i % 4, i / 4, 0xFF3300);
    }
    byte[] pixels = pixels(frame("png", 0, 0, encoded("png", indexed)), shape(4));
    assertThat(new int[] {pixels[0] & 0xff, pixels[16] & 0xff, pixels[32] & 0xff})
        .containsExactly(0xFF, 0x33, 0x00);
  }

  @Test
  void makesLumaForAModelOfOneChannel() {
    byte[] red = {(byte) 255, 0, 0};
    assertThat(pixels(frame("rgb8", 1, 1, red), new FrameShape(1, 1, 1))).containsExactly(76);
  }

  @Test
  void saysHowManyBytesARawFrameNeeds() {
    assertThat(fault(frame("rgb8-planar", 32, 32, new byte[100])))
        .isEqualTo(
            new Undecodable(
                FrameFault.TRUNCATED, "rgb8-planar frame of 32x32 needs 3072 bytes, has 100"));
    assertThat(fault(frame("rgb8", 2, 2, new byte[13])))
        .isEqualTo(new Undecodable(FrameFault.SIZE, "rgb8 frame of 2x2 needs 12 bytes, has 13"));
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-1,4", "4,-2147483648"})
  void refusesRawFramesWithoutDimensions(int width, int height) {
    assertThat(fault(frame("rgb8", width, height, new byte[48])).fault())
        .isEqualTo(FrameFault.SIZE);
  }

  @Test
  void refusesRawFramesThatClaimTooMuch() {
    Undecodable fault = fault(frame("rgb8", Integer.MAX_VALUE, Integer.MAX_VALUE, new byte[3]));
    assertThat(fault.fault()).isEqualTo(FrameFault.BOMB);
    assertThat(fault.reason()).contains("4611686014132420609").contains("16777216");
  }

  @Test
  void namesTheEncodingsItKnows() {
    assertThat(fault(frame("h264\n", 0, 0, new byte[3])))
        .isEqualTo(
            new Undecodable(
                FrameFault.ENCODING,
                "unknown encoding \"h264?\"; known are rgb8-planar, rgb8, jpeg and png"));
  }

  @Test
  void refusesDataInAnotherEncodingThanDeclared() {
    byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 8, 8);
    assertThat(fault(frame("jpeg", 0, 0, png)).reason())
        .isEqualTo("frame says jpeg, its " + png.length + " bytes are png");
    assertThat(fault(frame("png", 0, 0, new byte[] {1, 2})).reason())
        .isEqualTo("frame says png, its 2 bytes are no known image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg"})
  void refusesPicturesCutShortAnywhere(String format) {
    byte[] whole = picture(format, BufferedImage.TYPE_INT_RGB, 40, 40);
    for (int length = 10; length < whole.length - 1; length += 7) {
      assertThat(fault(frame(format, 0, 0, Arrays.copyOf(whole, length))).fault())
          .isEqualTo(FrameFault.TRUNCATED);
    }
  }

  @Test
  void refusesAPictureOfAnotherSizeThanTheFrameSays() {
    byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 8, 6);
    assertThat(fault(frame("png", 8, 8, png)).reason())
        .isEqualTo("png image is 8x6, its frame says 8x8");
  }

  @Test
  void refusesABombByItsHeaderAlone() {
    byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 8, 8);
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    repairChecksum(png, 8, 13);
    byte[] jpeg = picture("jpeg", BufferedImage.TYPE_INT_RGB, 8, 8);
    int header = startOfFrame(jpeg);
    ByteBuffer.wrap(jpeg).putShort(header + 5, (short) 60_000).putShort(header + 7, (short) 60_000);
    long before = allocated();
    assertThat(fault(frame("png", 0, 0, png)).fault()).isEqualTo(FrameFault.BOMB);
    assertThat(fault(frame("jpeg", 0, 0, jpeg)).reason())
        .isEqualTo(
            "jpeg image claims 60000x60000 = 3600000000 pixels,"
                + " more than frame.max.pixels = 16777216");
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  @Test
  void inflatesNoTextsHiddenInAPng() throws Exception {
    byte[] png = picture("png", BufferedImage.TYPE_BYTE_INDEXED, 8, 8);
    byte[] bomb = withTextChunk(png, 64 << 20);
    long before = allocated();
    assertThat(pixels(frame("png", 0, 0, bomb), shape(8))).hasSize(192);
    assertThat(allocated() - before).isLessThan(8 << 20);
  }

  @Test
  void findsDamagedPngData() {
    byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 8, 8);
    png[png.length - 20] ^= 0x55;
    assertThat(fault(frame("png", 0, 0, png)).reason()).contains("fails its checksum");
  }

  @Test
  void decodesGoodFramesAfterBadOnes() {
    byte[] jpeg = picture("jpeg", BufferedImage.TYPE_INT_RGB, 32, 32);
    byte[] damaged = jpeg.clone();
    Arrays.fill(damaged, 20, 200, (byte) 0x7F);
    byte[] good = pixels(frame("jpeg", 0, 0, jpeg), shape(32));
    assertThat(fault(frame("jpeg", 0, 0, damaged)).fault()).isEqualTo(FrameFault.IMAGE);
    assertThat(pixels(frame("jpeg", 0, 0, jpeg), shape(32))).isEqualTo(good);
  }

  @Test
  void refusesFramesWithNothingInThem() {
    assertThat(fault(Frames.empty("jpeg")))
        .isEqualTo(new Undecodable(FrameFault.MISSING, "frame has neither content nor a uri"));
  }

  @Test
  void refusesContentBeyondTheLimit() {
    FrameDecoder strict = new FrameDecoder(new FrameLimits(11, 100, Optional.empty()));
    assertThat(strict.decode(frame("rgb8", 2, 2, new byte[12]), SMALL))
        .isEqualTo(
            new Undecodable(FrameFault.SIZE, "frame of 12 bytes, more than frame.max.bytes = 11"));
  }

  @Test
  void readsFilesBelowTheRootOnly(@TempDir Path dir) throws Exception {
    Path root = Files.createDirectory(dir.resolve("frames"));
    byte[] png = picture("png", BufferedImage.TYPE_INT_RGB, 8, 8);
    Files.write(root.resolve("in.png"), png);
    Files.write(dir.resolve("out.png"), png);
    Files.createSymbolicLink(root.resolve("link.png"), dir.resolve("out.png"));
    FrameDecoder reading = new FrameDecoder(new FrameLimits(1 << 20, 100, Optional.of(root)));
    assertThat(reading.decode(Frames.at(root.resolve("in.png").toUri().toString(), "png"), SMALL))
        .isInstanceOf(Pixels.class);
    for (String escape :
        new String[] {
          root.resolve("link.png").toUri().toString(),
          dir.resolve("out.png").toUri().toString(),
          root.toUri() + "../out.png",
        }) {
      assertThat(reading.decode(Frames.at(escape, "png"), SMALL).toString())
          .contains("fault=URI")
          .contains("leads out of frame.uri.root");
    }
    assertThat(reading.decode(Frames.at(root.toUri() + "none.png", "png"), SMALL).toString())
        .contains("points to no file");
    assertThat(reading.decode(Frames.at(root.toUri().toString(), "png"), SMALL).toString())
        .contains("points to no regular file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://a/b.png", "s3://a/b", "no scheme", "%%%", "file://host/x", ""})
  void refusesOtherUris(String uri, @TempDir Path root) {
    FrameDecoder reading = new FrameDecoder(new FrameLimits(1 << 20, 100, Optional.of(root)));
    assertThat(reading.decode(Frames.at(uri, "png"), SMALL).toString()).contains("fault=URI");
  }

  @Test
  void boundsFilesByTheirSize(@TempDir Path root) throws Exception {
    Path file = Files.write(root.resolve("big.png"), new byte[2000]);
    FrameDecoder reading = new FrameDecoder(new FrameLimits(1000, 100, Optional.of(root)));
    assertThat(reading.decode(Frames.at(file.toUri().toString(), "png"), SMALL).toString())
        .contains("of 2000 bytes, more than frame.max.bytes = 1000");
  }

  @Test
  void refusesUrisUnlessARootIsSet() {
    assertThat(fault(Frames.at("file:///etc/hostname", "png")).reason())
        .contains("frame.uri.root is not set");
  }

  private byte[] pixels(SensorFrame frame, FrameShape shape) {
    DecodedFrame decoded = decoder.decode(frame, shape);
    assertThat(decoded).isInstanceOf(Pixels.class);
    return ((Pixels) decoded).planar();
  }

  private Undecodable fault(SensorFrame frame) {
    DecodedFrame decoded = decoder.decode(frame, SMALL);
    assertThat(decoded).isInstanceOf(Undecodable.class);
    return (Undecodable) decoded;
  }

  private static FrameShape shape(int side) {
    return new FrameShape(3, side, side);
  }

  private static int startOfFrame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xff) == 0xFF && (jpeg[i + 1] & 0xff) == 0xC0) {
        return i;
      }
    }
    throw new IllegalStateException("no frame header");
  }

  private static void repairChecksum(byte[] png, int chunk, int length) {
    CRC32 crc = new CRC32();
    crc.update(png, chunk + 4, 4 + length);
    ByteBuffer.wrap(png).putInt(chunk + 8 + length, (int) crc.getValue());
  }

  private static byte[] withTextChunk(byte[] png, int inflated) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.write(new byte[] {'k', 0, 0});
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(text)) {
      deflate.write(new byte[inflated]);
    }
    byte[] data = text.toByteArray();
    int header = 8 + 12 + 13;
    ByteBuffer out = ByteBuffer.allocate(png.length + 12 + data.length);
    out.put(png, 0, header)
        .putInt(data.length)
        .put("zTXt".getBytes(StandardCharsets.US_ASCII))
        .put(data);
    out.putInt(0).put(png, header, png.length - header);
    repairChecksum(out.array(), header, data.length);
    return out.array();
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
