package io.sisom.recording.video;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoFormat;
import io.sisom.recording.VideoOpening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;

/** Video through FFmpeg; the class path's services name it. */
public final class FfmpegFormat implements VideoFormat {
  /** For the services of the class path. */
  public FfmpegFormat() {}

  @Override
  public VideoOpening open(Path film, VideoChoices choices) throws IOException {
    if (!Files.exists(film)) {
      throw new NoSuchFileException(film.toString());
    }
    if (!Files.isRegularFile(film)) {
      return new VideoOpening.Refused(film + " is no file");
    }
    if (!Files.isReadable(film)) {
      throw new IOException(film + " may not be read");
    }
    try {
      return new VideoOpening.Opened(VideoFile.open(film, choices, RgbPainter::new));
    } catch (NoFilmException e) {
      return new VideoOpening.Refused(film + " " + e.getMessage());
    } catch (LinkageError e) {
      return new VideoOpening.Refused(
          "FFmpeg's libraries for this kind of machine do not load: " + e.getMessage());
    }
  }

  @Override
  public Optional<PacketDecoder> decoder(String codec, int maxPixels) {
    return switch (codec.strip().toLowerCase(Locale.ROOT)) {
      case "h264", "h.264", "avc", "avc1" -> opened(avcodec.AV_CODEC_ID_H264, maxPixels);
      case "h265", "h.265", "hevc", "hvc1", "hev1" -> opened(avcodec.AV_CODEC_ID_HEVC, maxPixels);
      case "av1" -> opened(avcodec.AV_CODEC_ID_AV1, maxPixels);
      case "vp9" -> opened(avcodec.AV_CODEC_ID_VP9, maxPixels);
      case "vp8" -> opened(avcodec.AV_CODEC_ID_VP8, maxPixels);
      case "mjpeg" -> opened(avcodec.AV_CODEC_ID_MJPEG, maxPixels);
      default -> Optional.empty();
    };
  }

  private static Optional<PacketDecoder> opened(int codec, int maxPixels) {
    return Optional.of(PacketStream.open(codec, maxPixels));
  }
}
