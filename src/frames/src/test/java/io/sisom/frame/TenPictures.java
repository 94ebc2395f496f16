package io.sisom.frame;

import io.sisom.frame.FramePng.Rendered;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Ten threads that each draw a PNG of 4096x4096 of some kilobytes, and then another; a process. */
final class TenPictures {
  private static final int SIDE = 4096;
  private static final int[] SAMPLES = {3, 4};

  private TenPictures() {}

  public static void main(String[] arguments) throws Exception {
    FramePng drawing = new FramePng(new FrameDecoder(FrameLimits.defaults()));
    ExecutorService threads = Executors.newFixedThreadPool(10);
    for (int samples : SAMPLES) {
      byte[] png = png(samples);
      List<Future<String>> drawn = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        drawn.add(threads.submit(() -> drawn(drawing, png)));
      }
      for (Future<String> each : drawn) {
        System.out.println(each.get());
      }
    }
    threads.shutdown();
    System.out.println("still answers");
  }

  private static String drawn(FramePng drawing, byte[] png) throws IOException {
    Rendered rendered = drawing.render(Frames.frame("png", 0, 0, png));
    if (!(rendered instanceof Rendered.Png picture)) {
      return rendered.toString();
    }
    // A corner's color, without another whole picture on the heap.
    var reader = ImageIO.getImageReadersByFormatName("png").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(picture.bytes())));
    var param = reader.getDefaultReadParam();
    param.setSourceRegion(new java.awt.Rectangle(0, 0, 8, 8));
    int rgb = reader.read(0, param).getRGB(3, 3) & 0xFFFFFF;
    String size = picture.width() + "x" + picture.height();
    return rgb == 0x0A141E ? size + " right" : size + " wrong: " + Integer.toHexString(rgb);
  }

  private static byte[] png(int samples) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    byte[] row = new byte[1 + samples * SIDE];
    for (int i = 0; i < samples * SIDE; i++) {
      row[1 + i] = (byte) (10 * (1 + i % samples));
    }
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(data)) {
      for (int y = 0; y < SIDE; y++) {
        deflater.write(row);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    png.writeBytes(ByteBuffer.allocate(8).putLong(PNG).array());
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(SIDE)
            .putInt(SIDE)
            .put((byte) 8)
            .put((byte) (samples == 3 ? 2 : 6))
            .array();
    chunk(png, "IHDR", header);
    chunk(png, "IDAT", data.toByteArray());
    chunk(png, "IEND", new byte[0]);
    return png.toByteArray();
  }

  private static final long PNG = 0x89504E470D0A1A0AL;

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content) {
    byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    png.writeBytes(name);
    png.writeBytes(content);
    png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
