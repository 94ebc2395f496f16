package io.sisom.recording.video;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoPictures;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;

/**
 * Reads damaged films, in a process of its own: native code that crashes ends this one only.
 * Arguments: how many, a folder to write in, films.
 */
final class FilmFuzz {
  private static final int MAX_PIXELS = 1 << 20;
  private static final int MAX_EVENTS = 2000;
  private static final long MAX_HEAP_BYTES = 256L << 20;

  private FilmFuzz() {}

  public static void main(String[] arguments) throws Exception {
    // Unpacking the libraries is no part of reading a film, and takes what the machine takes.
    Ffmpeg.bound();
    System.out.println(
        "avformat " + avformat.avformat_version() + ", avcodec " + avcodec.avcodec_version());
    int count = Integer.parseInt(arguments[0]);
    Path at = Path.of(arguments[1]).resolve("film");
    List<byte[]> films = new ArrayList<>();
    for (int i = 2; i < arguments.length; i++) {
      films.add(Files.readAllBytes(Path.of(arguments[i])));
    }
    new Fuzz("films", 20_261_128, count, MAX_HEAP_BYTES)
        .run(random -> Damage.of(random, films), bytes -> film(at, bytes));
    new Fuzz("packets", 20_261_129, count, MAX_HEAP_BYTES)
        .run(random -> Cut.of(random, Damage.of(random, films)), FilmFuzz::packets);
  }

  private static boolean film(Path at, byte[] bytes) throws Exception {
    Files.write(at, bytes);
    VideoChoices choices = VideoChoices.ALL.maxPixels(MAX_PIXELS);
    try (VideoPictures film = VideoFile.open(at, choices, RgbPainter::new)) {
      for (int i = 0; i < MAX_EVENTS && film.next() != null; i++) {}
      return film.counts().given() > 0;
    } catch (NoFilmException e) {
      return false;
    }
  }

  /** Bytes, where they are cut into packets, and the decoder that gets them. */
  private record Cut(byte[] bytes, int[] sizes, int codec) {
    private static final int SIZES = 64;
    private static final int[] CODECS = {
      avcodec.AV_CODEC_ID_H264,
      avcodec.AV_CODEC_ID_HEVC,
      avcodec.AV_CODEC_ID_AV1,
      avcodec.AV_CODEC_ID_VP9,
      avcodec.AV_CODEC_ID_VP8,
      avcodec.AV_CODEC_ID_MJPEG
    };

    /** From empty packets to ones of many kilobytes: each size has as many bits as it happens. */
    static Cut of(Random random, byte[] bytes) {
      int[] sizes = new int[SIZES];
      for (int i = 0; i < SIZES; i++) {
        sizes[i] = random.nextInt(1 << random.nextInt(17));
      }
      sizes[SIZES - 1]++; // so that all of them together get on
      return new Cut(bytes, sizes, CODECS[random.nextInt(CODECS.length)]);
    }
  }

  private static boolean packets(Cut cut) {
    byte[] bytes = cut.bytes();
    try (PacketDecoder decoder = PacketStream.open(cut.codec(), MAX_PIXELS)) {
      int from = 0;
      for (int i = 0; from < bytes.length; i++) {
        int size = Math.min(cut.sizes()[i % Cut.SIZES], bytes.length - from);
        decoder.send(i, ByteBuffer.wrap(bytes, from, size));
        from += size;
        while (decoder.next() != null) {}
      }
      decoder.end();
      while (decoder.next() != null) {}
      return decoder.counts().given() > 0;
    }
  }
}
