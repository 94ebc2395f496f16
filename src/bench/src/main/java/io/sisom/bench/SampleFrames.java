package io.sisom.bench;

import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Drawn pictures of one size and encoding, with something to see at every scale and a camera's
 * noise; the same for the same arguments.
 */
final class SampleFrames {
  /** Different pictures; frames beyond repeat them under other ids. */
  static final int PICTURES = 24;

  private static final int WAVES = 10;
  private static final AvroCodec<SensorFrame> CODEC = AvroCodec.of(SensorFrame.class);

  private final String encoding;
  private final int width;
  private final int height;
  private final List<byte[]> contents;

  private SampleFrames(String encoding, int width, int height, List<byte[]> contents) {
    this.encoding = encoding;
    this.width = width;
    this.height = height;
    this.contents = contents;
  }

  /** Interleaved bytes as they are. */
  static SampleFrames raw(int width, int height) {
    return new SampleFrames("rgb8", width, height, pictures(i -> picture(width, height, i)));
  }

  /** JPEG. */
  static SampleFrames jpeg(int width, int height, float quality) {
    return new SampleFrames(
        "jpeg", width, height, pictures(i -> encoded("jpeg", image(width, height, i), quality)));
  }

  /** PNG. */
  static SampleFrames png(int width, int height) {
    return new SampleFrames(
        "png", width, height, pictures(i -> encoded("png", image(width, height, i), Float.NaN)));
  }

  private static List<byte[]> pictures(IntFunction<byte[]> each) {
    return IntStream.range(0, PICTURES).mapToObj(each).toList();
  }

  /** Such as "jpeg 640x480, 51 KB". */
  String name() {
    return "%s %dx%d, %d KB".formatted(encoding, width, height, Math.round(meanBytes() / 1000));
  }

  /** Bytes of a frame's content, on average. */
  double meanBytes() {
    return contents.stream().mapToInt(bytes -> bytes.length).average().orElseThrow();
  }

  /** Bytes of the n-th picture. */
  byte[] content(int n) {
    return contents.get(n % PICTURES).clone();
  }

  /** The n-th frame, captured now. */
  SensorFrame frame(int n, String prefix, int sensors) {
    return new SensorFrame(
        prefix + n,
        "bench-" + n % sensors,
        Instant.now(),
        encoding,
        width,
        height,
        ByteBuffer.wrap(contents.get(n % PICTURES)),
        null,
        null,
        Map.of());
  }

  /** The n-th frame as it lies on the topic. */
  byte[] record(int n, String prefix, int sensors) {
    return CODEC.encode(frame(n, prefix, sensors));
  }

  /** Interleaved RGB: plane waves of many lengths and directions, and noise. */
  private static byte[] picture(int width, int height, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] light = new double[3 * width * height];
    for (int i = 0; i < light.length; i++) {
      light[i] = 128 + 6 * (random.nextDouble() - 0.5);
    }
    for (int wave = 0; wave < WAVES; wave++) {
      double wavelength = 0.02 + 0.6 * random.nextDouble() * random.nextDouble();
      double angle = Math.PI * random.nextDouble();
      double turn = 2 * Math.PI / (wavelength * width);
      double phase = 2 * Math.PI * random.nextDouble();
      double[] color = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
      double[][] across = turns(width, turn * Math.cos(angle), phase);
      double[][] down = turns(height, turn * Math.sin(angle), 0);
      for (int at = 0; at < width * height; at++) {
        int x = at % width;
        int y = at / width;
        // sin(a + b)
        double sine = across[0][x] * down[1][y] + across[1][x] * down[0][y];
        for (int channel = 0; channel < 3; channel++) {
          light[3 * at + channel] += 30 * color[channel] * sine;
        }
      }
    }
    byte[] rgb = new byte[light.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = level(light[i]);
    }
    return rgb;
  }

  /** Sines and cosines. */
  private static double[][] turns(int count, double turn, double phase) {
    double[][] turns = new double[2][count];
    for (int i = 0; i < count; i++) {
      turns[0][i] = Math.sin(turn * i + phase);
      turns[1][i] = Math.cos(turn * i + phase);
    }
    return turns;
  }

  private static byte level(double value) {
    return (byte) (int) Math.max(0, Math.min(255, value));
  }

  private static BufferedImage image(int width, int height, int seed) {
    byte[] rgb = picture(width, height, seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at < width * height; at++) {
      int pixel =
          (rgb[3 * at] & 0xff) << 16 | (rgb[3 * at + 1] & 0xff) << 8 | (rgb[3 * at + 2] & 0xff);
      image.setRGB(at % width, at / width, pixel);
    }
    return image;
  }

  private static byte[] encoded(String format, BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (!Float.isNaN(quality)) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
