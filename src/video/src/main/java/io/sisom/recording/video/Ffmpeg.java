package io.sisom.recording.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * What holds for FFmpeg in the whole process: it says nothing on standard error, and no single
 * block of its memory is larger than a bound.
 */
final class Ffmpeg {
  /** Largest block of native memory, bytes: an index or a plane of a picture. */
  static final long MAX_BLOCK_BYTES = 256L << 20;

  /** Decoders that foreign bytes may reach. */
  static final String CODECS = "h264,hevc,mjpeg,mpeg4,vp8,vp9,libaom-av1,libdav1d,ffv1";

  /** Containers that foreign bytes may reach, by FFmpeg's names. */
  static final String CONTAINERS = "mov,mp4,matroska,webm,avi,mpegts,mjpeg,h264,hevc";

  private Ffmpeg() {}

  /**
   * Makes the bounds hold; does so once more without harm.
   *
   * @throws LinkageError where FFmpeg's libraries for this kind of machine are not there
   */
  static void bound() {
    avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    avutil.av_max_alloc(MAX_BLOCK_BYTES);
    if (swscale.swscale_version() == 0) {
      throw new UnsatisfiedLinkError("FFmpeg's swscale has no version");
    }
  }

  /** What an error code of FFmpeg says. */
  static String words(int error) {
    byte[] text = new byte[128];
    avutil.av_strerror(error, text, text.length);
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, UTF_8);
  }
}
