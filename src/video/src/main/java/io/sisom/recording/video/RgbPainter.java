package io.sisom.recording.video;

import io.sisom.recording.VideoEvent;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes packed RGB, turned as the film says, with the matrix and range of color that the film
 * names. One that names no matrix gets that of BT.601, as FFmpeg and OpenCV give it.
 */
final class RgbPainter implements Painter {
  private static final int FLAGS =
      swscale.SWS_BILINEAR
          | swscale.SWS_ACCURATE_RND
          | swscale.SWS_FULL_CHR_H_INT
          | swscale.SWS_FULL_CHR_H_INP
          | swscale.SWS_BITEXACT;
  private static final int ROW_ALIGNMENT = 64;
  private static final int ONE = 1 << 16;

  private final Turn turn;
  private final AVFrame target = avutil.av_frame_alloc();
  private @Nullable SwsContext scaler;

  /** With the turn that the container names. */
  RgbPainter(Turn turn) {
    this.turn = turn;
  }

  @Override
  public VideoEvent.Picture paint(AVFrame frame, long nanos) throws UnpaintableException {
    int width = frame.width();
    int height = frame.height();
    SwsContext ready = scaler(frame, width, height);
    if (target.width() != width || target.height() != height) {
      avutil.av_frame_unref(target);
      target.format(avutil.AV_PIX_FMT_RGB24).width(width).height(height);
      int made = avutil.av_frame_get_buffer(target, ROW_ALIGNMENT);
      if (made < 0) {
        avutil.av_frame_unref(target);
        throw new UnpaintableException("no memory for its RGB: " + Ffmpeg.words(made));
      }
    }
    int rows =
        swscale.sws_scale(
            ready, frame.data(), frame.linesize(), 0, height, target.data(), target.linesize());
    if (rows != height) {
      throw new UnpaintableException("its pixels cannot be made RGB");
    }
    Turn its = turn.equals(Turn.NONE) ? turnOf(frame) : turn;
    byte[] rgb = its.apply(rows(width, height), width, height);
    return new VideoEvent.Picture(
        frame.pts(),
        PictureJudge.key(frame),
        nanos,
        its.width(width, height),
        its.height(width, height),
        ByteBuffer.wrap(rgb));
  }

  private SwsContext scaler(AVFrame frame, int width, int height) throws UnpaintableException {
    int format = frame.format();
    int rgb = avutil.AV_PIX_FMT_RGB24;
    scaler =
        swscale.sws_getCachedContext(
            scaler,
            width,
            height,
            format,
            width,
            height,
            rgb,
            FLAGS,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null) {
      throw new UnpaintableException("there is no way from its pixel format to RGB");
    }
    IntPointer matrix = swscale.sws_getCoefficients(matrixOf(frame.colorspace()));
    int full = isFull(frame.color_range(), format) ? 1 : 0;
    swscale.sws_setColorspaceDetails(scaler, matrix, full, matrix, 1, 0, ONE, ONE);
    return scaler;
  }

  /** FFmpeg's numbers of matrices are those of H.273, as far as the scaler knows them. */
  private static int matrixOf(int colorspace) {
    return switch (colorspace) {
      case swscale.SWS_CS_ITU709,
          swscale.SWS_CS_FCC,
          swscale.SWS_CS_SMPTE240M,
          swscale.SWS_CS_BT2020 ->
          colorspace;
      default -> swscale.SWS_CS_DEFAULT;
    };
  }

  private static boolean isFull(int range, int format) {
    return range == avutil.AVCOL_RANGE_JPEG
        || format == avutil.AV_PIX_FMT_YUVJ420P
        || format == avutil.AV_PIX_FMT_YUVJ422P
        || format == avutil.AV_PIX_FMT_YUVJ444P
        || format == avutil.AV_PIX_FMT_YUVJ440P
        || format == avutil.AV_PIX_FMT_YUVJ411P;
  }

  private static Turn turnOf(AVFrame frame) {
    AVFrameSideData side = avutil.av_frame_get_side_data(frame, avutil.AV_FRAME_DATA_DISPLAYMATRIX);
    return side == null || side.isNull() ? Turn.NONE : turnOf(side.data(), side.size());
  }

  /** The turn of a display matrix in native memory. */
  static Turn turnOf(BytePointer data, long bytes) {
    int[] matrix = new int[(int) Math.min(9, bytes / Integer.BYTES)];
    new IntPointer(data).get(matrix);
    return Turn.of(matrix);
  }

  private byte[] rows(int width, int height) {
    byte[] rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    BytePointer first = target.data(0);
    long step = target.linesize(0);
    for (int y = 0; y < height; y++) {
      first.position(y * step).get(rgb, y * width * 3, width * 3);
    }
    return rgb;
  }

  @Override
  public void close() {
    avutil.av_frame_free(target);
    if (scaler != null) {
      swscale.sws_freeContext(scaler);
      scaler = null;
    }
  }
}
