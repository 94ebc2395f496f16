package io.sisom.recording.video;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes films of a moving square, 64 x 48, with the library's own encoders.
 *
 * @param container FFmpeg's name of a container
 * @param codec FFmpeg's name of an encoder
 * @param pixels FFmpeg's number of a pixel format
 * @param between pictures between two others that build on both
 * @param start time of the first picture, in pictures
 * @param matrix display matrix, or empty
 */
record FilmMaker(String container, String codec, int pixels, int between, int start, int[] matrix) {
  static final int WIDTH = 64;
  static final int HEIGHT = 48;
  static final int RATE = 10;
  private static final int GROUP = 6;

  /** MPEG-4 with two pictures between. */
  static FilmMaker mpeg4(String container) {
    return new FilmMaker(
        container,
        "mpeg4",
        avutil.AV_PIX_FMT_YUV420P,
        container.equals("avi") ? 0 : 2,
        0,
        new int[0]);
  }

  FilmMaker start(int pictures) {
    return new FilmMaker(container, codec, pixels, between, pictures, matrix);
  }

  FilmMaker matrix(int... nine) {
    return new FilmMaker(container, codec, pixels, between, start, nine);
  }

  /** Writes a film. */
  void write(Path film, int pictures) {
    write(film, pictures, "");
  }

  /** Writes a film that says when it was made. */
  void write(Path film, int pictures, String created) {
    AVFormatContext format = new AVFormatContext(null);
    check(avformat.avformat_alloc_output_context2(format, null, container, film.toString()));
    AVCodec encoder = avcodec.avcodec_find_encoder_by_name(codec);
    AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
    context.width(WIDTH).height(HEIGHT).pix_fmt(pixels).gop_size(GROUP).max_b_frames(between);
    context.time_base().num(1).den(RATE);
    context.framerate().num(RATE).den(1);
    context.bit_rate(400_000);
    // Transport streams have no head that could hold what the pictures need.
    int head = container.equals("mpegts") ? 0 : avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
    context.flags(context.flags() | head | avcodec.AV_CODEC_FLAG_BITEXACT);
    check(avcodec.avcodec_open2(context, encoder, (AVDictionary) null));
    AVStream stream = avformat.avformat_new_stream(format, null);
    check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base().num(1).den(RATE);
    stream.avg_frame_rate().num(RATE).den(1);
    turn(stream);
    AVIOContext io = new AVIOContext(null);
    check(avformat.avio_open2(io, film.toString(), avformat.AVIO_FLAG_WRITE, null, null));
    format.pb(io);
    if (!created.isEmpty()) {
      AVDictionary said = new AVDictionary(null);
      avutil.av_dict_set(said, "creation_time", created, 0);
      format.metadata(said);
    }
    check(avformat.avformat_write_header(format, (AVDictionary) null));
    AVFrame frame = avutil.av_frame_alloc();
    frame.format(pixels).width(WIDTH).height(HEIGHT);
    check(avutil.av_frame_get_buffer(frame, 64));
    for (int i = 0; i < pictures; i++) {
      check(avutil.av_frame_make_writable(frame));
      draw(frame, i);
      frame.pts(start + i);
      encode(format, stream, context, frame);
    }
    encode(format, stream, context, null);
    check(avformat.av_write_trailer(format));
    avformat.avio_closep(io);
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
    avformat.avformat_free_context(format);
  }

  private void turn(AVStream stream) {
    if (matrix.length > 0) {
      AVPacketSideData side =
          avcodec.av_packet_side_data_new(
              stream.codecpar().coded_side_data(),
              new IntPointer(1L).put(0),
              avcodec.AV_PKT_DATA_DISPLAYMATRIX,
              9 * Integer.BYTES,
              0);
      new IntPointer(side.data()).put(matrix);
      stream.codecpar().coded_side_data(side).nb_coded_side_data(1);
    }
  }

  private static void draw(AVFrame frame, int number) {
    for (int plane = 0; plane < 3; plane++) {
      int scale = plane == 0 ? 1 : 2;
      for (int y = 0; y < HEIGHT / scale; y++) {
        for (int x = 0; x < WIDTH / scale; x++) {
          boolean inside = x * scale / 16 == number % 4 && y * scale < 20;
          int value = inside ? 200 - 40 * plane : 40 + plane * 30 + x;
          frame.data(plane).put((long) y * frame.linesize(plane) + x, (byte) value);
        }
      }
    }
  }

  private static void encode(
      AVFormatContext format, AVStream stream, AVCodecContext context, @Nullable AVFrame frame) {
    check(avcodec.avcodec_send_frame(context, frame));
    AVPacket packet = avcodec.av_packet_alloc();
    while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
      avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      packet.stream_index(0);
      check(avformat.av_interleaved_write_frame(format, packet));
    }
    avcodec.av_packet_free(packet);
  }

  private static void check(int code) {
    if (code < 0) {
      throw new IllegalStateException(Ffmpeg.words(code));
    }
  }
}
