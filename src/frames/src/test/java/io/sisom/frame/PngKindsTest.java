package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.DecodedFrame.Pixels;
import io.sisom.frame.DecodedFrame.Undecodable;
import io.sisom.method.FrameShape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of PNG, written by hand: samples, depths, filters, passes, damage. */
class PngKindsTest {
  private static final int WIDTH = 13;
  private static final int HEIGHT = 11;
  private static final FrameShape SHAPE = new FrameShape(3, HEIGHT, WIDTH);
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };
  private static final int[][] WHOLE = {{0, 0, 1, 1}};

  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.defaults());

  @ParameterizedTest
  @CsvSource({
    "0,1", "0,2", "0,4", "0,8", "0,16", "2,8", "2,16", "3,1", "3,2", "3,4", "3,8", "4,8", "4,16",
    "6,8", "6,16"
  })
  void readsEveryKindOfSamplesWithEveryFilterAndInPasses(int type, int depth) {
    Random random = new Random(17L * type + depth);
    int samples = List.of(1, 0, 3, 1, 2, 0, 4).get(type);
    int[] values = random.ints(WIDTH * HEIGHT * samples, 0, 1 << depth).toArray();
    byte[] palette = new byte[3 << Math.min(8, depth)];
    random.nextBytes(palette);
    byte[] expected = new byte[3 * WIDTH * HEIGHT];
    for (int plane = 0; plane < 3; plane++) {
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int value = values[i * samples + (samples < 3 ? 0 : plane)];
        int eight = depth == 16 ? value >> 8 : value * 255 / ((1 << depth) - 1);
        expected[plane * WIDTH * HEIGHT + i] =
            (byte) (type == 3 ? palette[3 * value + plane] : eight);
      }
    }
    for (int[][] passes : List.of(WHOLE, ADAM7)) {
      byte[] rows = rows(values, samples, depth, passes);
      byte[] png = png(type, depth, passes == ADAM7, type == 3 ? palette : null, deflated(rows));
      assertThat(pixels(png)).isEqualTo(expected);
      assertThat(pixels(Jpegs.followedBy(png, new byte[] {1, 2, 3}))).isEqualTo(expected);
    }
  }

  @Test
  void imageDataThatEndsEarlyIsCutShortNotBlack() {
    byte[] rows = rows(new int[WIDTH * HEIGHT * 3], 3, 8, WHOLE);
    for (int length = 0; length < rows.length; length += 40) {
      byte[] png = png(2, 8, false, null, deflated(Arrays.copyOf(rows, length)));
      assertThat(refusal(png).fault()).isEqualTo(FrameFault.TRUNCATED);
    }
    byte[] whole = deflated(rows);
    byte[] cut = png(2, 8, false, null, Arrays.copyOf(whole, whole.length / 2));
    assertThat(refusal(cut).fault()).isEqualTo(FrameFault.TRUNCATED);
    assertThat(refusal(png(2, 8, false, null, new byte[0])).fault())
        .isEqualTo(FrameFault.TRUNCATED);
  }

  @Test
  void damageIsRefusedByName() {
    byte[] rows = rows(new int[WIDTH * HEIGHT], 1, 8, WHOLE);
    rows[0] = 7;
    assertThat(refusal(png(0, 8, false, null, deflated(rows))).reason())
        .contains("unknown filter 7");
    assertThat(refusal(png(0, 8, false, null, new byte[40])).reason()).contains("be inflated");
    assertThat(refusal(png(3, 8, false, null, deflated(rows))).reason()).contains("no palette");
    assertThat(refusal(png(5, 8, false, null, deflated(rows))).reason()).contains("color type 5");
    assertThat(refusal(png(2, 4, false, null, deflated(rows))).reason()).contains("unknown format");
  }

  /** Rows with all five filters in turn. */
  private static byte[] rows(int[] values, int samples, int depth, int[][] passes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int step = Math.max(1, samples * depth / 8);
    int filter = 0;
    for (int[] pass : passes) {
      byte @Nullable [] above = null;
      for (int y = pass[1]; y < HEIGHT && pass[0] < WIDTH; y += pass[3]) {
        StringBuilder bits = new StringBuilder();
        for (int x = pass[0]; x < WIDTH; x += pass[2]) {
          for (int s = 0; s < samples; s++) {
            String value = Integer.toBinaryString(values[(y * WIDTH + x) * samples + s]);
            bits.append("0".repeat(depth - value.length())).append(value);
          }
        }
        bits.append("0".repeat((8 - bits.length() % 8) % 8));
        byte[] row = new byte[bits.length() / 8];
        for (int i = 0; i < row.length; i++) {
          row[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        out.write(filter);
        for (int i = 0; i < row.length; i++) {
          int left = i < step ? 0 : row[i - step] & 0xff;
          int up = above == null ? 0 : above[i] & 0xff;
          int corner = i < step || above == null ? 0 : above[i - step] & 0xff;
          out.write(row[i] - prediction(filter, left, up, corner));
        }
        above = row;
        filter = (filter + 1) % 5;
      }
    }
    return out.toByteArray();
  }

  private static int prediction(int filter, int left, int up, int corner) {
    int estimate = left + up - corner;
    int nearest =
        List.of(left, up, corner).stream()
            .min(java.util.Comparator.comparingInt(each -> Math.abs(estimate - each)))
            .orElseThrow();
    return new int[] {0, left, up, (left + up) / 2, nearest}[filter];
  }

  private static byte[] deflated(byte[] rows) {
    Deflater deflater = new Deflater();
    deflater.setInput(rows);
    deflater.finish();
    byte[] out = new byte[rows.length + 100];
    int length = deflater.deflate(out);
    deflater.end();
    return Arrays.copyOf(out, length);
  }

  private static byte[] png(
      int type, int depth, boolean passes, byte @Nullable [] palette, byte[] data) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(ByteBuffer.allocate(8).putLong(0x89504E470D0A1A0AL).array());
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(WIDTH)
            .putInt(HEIGHT)
            .put((byte) depth)
            .put((byte) type)
            .array();
    header[12] = (byte) (passes ? 1 : 0);
    chunk(png, "IHDR", header);
    chunk(png, "gAMA", new byte[] {0, 0, 1, 2});
    if (palette != null) {
      chunk(png, "PLTE", palette);
      chunk(png, "tRNS", new byte[] {0});
    }
    int half = data.length / 2;
    chunk(png, "IDAT", Arrays.copyOf(data, half));
    chunk(png, "IDAT", new byte[0]);
    chunk(png, "IDAT", Arrays.copyOfRange(data, half, data.length));
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }

  private byte[] pixels(byte[] png) {
    DecodedFrame decoded = decoder.decode(Frames.frame("png", 0, 0, png), SHAPE);
    assertThat(decoded).isInstanceOf(Pixels.class);
    return ((Pixels) decoded).planar();
  }

  private Undecodable refusal(byte[] png) {
    DecodedFrame decoded = decoder.decode(Frames.frame("png", 0, 0, png), SHAPE);
    assertThat(decoded).isInstanceOf(Undecodable.class);
    return (Undecodable) decoded;
  }
}
