package io.sisom.recording.video;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** One of FFmpeg's decoders, on one thread, within bounds. */
final class Decoder implements AutoCloseable {
  private static final List<String> ALLOWED = List.of(Ffmpeg.CODECS.split(","));

  private final AVCodecContext context;
  private final int hungry;

  /** How asking for a picture ends. */
  enum Step {
    /** There is one. */
    PICTURE,
    /** A packet is needed first. */
    HUNGRY,
    /** Nothing more comes. */
    END,
    /** A packet could not be decoded. */
    FAILED
  }

  private Decoder(AVCodecContext context, AVFrame frame) {
    this.context = context;
    // The code for "again" differs between systems; a fresh decoder says it.
    this.hungry = avcodec.avcodec_receive_frame(context, frame);
  }

  /** Whether that codec is decoded here. */
  static boolean knows(int codec) {
    AVCodec found = avcodec.avcodec_find_decoder(codec);
    return found != null && ALLOWED.contains(found.name().getString(US_ASCII));
  }

  /** FFmpeg's name of a codec. */
  static String name(int codec) {
    return avcodec.avcodec_get_name(codec).getString(US_ASCII);
  }

  /**
   * Opens one.
   *
   * @param parameters what the container says; null for packets alone
   * @param frame for one try
   * @return null where the decoder refuses what the container says
   */
  static @Nullable Decoder open(
      int codec, @Nullable AVCodecParameters parameters, int maxPixels, AVFrame frame) {
    AVCodec found = avcodec.avcodec_find_decoder(codec);
    AVCodecContext context = avcodec.avcodec_alloc_context3(found);
    if (parameters != null && avcodec.avcodec_parameters_to_context(context, parameters) < 0) {
      avcodec.avcodec_free_context(context);
      return null;
    }
    context.framerate().num(0).den(1);
    context.thread_count(1);
    context.max_pixels(maxPixels);
    // Pictures that were joined too early then come marked, and are counted.
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_OUTPUT_CORRUPT);
    if (codec == avcodec.AV_CODEC_ID_H264) {
      // Pictures wait as long as the standard lets later packets precede them. Otherwise FFmpeg
      // guesses from what it has
      // met, and drops pictures where it guessed too low.
      context.strict_std_compliance(avcodec.FF_COMPLIANCE_STRICT);
    }
    if (codec == avcodec.AV_CODEC_ID_MJPEG || codec == avcodec.AV_CODEC_ID_FFV1) {
      // Each picture stands alone: a damaged one is better refused than filled with gray.
      context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK);
    }
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "codec_whitelist", Ffmpeg.CODECS, 0);
    int opened = avcodec.avcodec_open2(context, found, options);
    avutil.av_dict_free(options);
    if (opened < 0) {
      avcodec.avcodec_free_context(context);
      return null;
    }
    return new Decoder(context, frame);
  }

  /** Takes a packet, or the end as null; below 0 where it fails. */
  int send(@Nullable AVPacket packet) {
    return avcodec.avcodec_send_packet(context, packet);
  }

  /** The next picture, into the frame. */
  Step receive(AVFrame frame) {
    int received = avcodec.avcodec_receive_frame(context, frame);
    if (received >= 0) {
      return Step.PICTURE;
    }
    if (received == avutil.AVERROR_EOF()) {
      return Step.END;
    }
    return received == hungry ? Step.HUNGRY : Step.FAILED;
  }

  /** Pictures a second that the stream itself declares, 0 where it declares none. */
  double declaredRate() {
    AVRational rate = context.framerate();
    return rate.num() > 0 && rate.den() > 0 ? (double) rate.num() / rate.den() : 0;
  }

  @Override
  public void close() {
    avcodec.avcodec_free_context(context);
  }
}
