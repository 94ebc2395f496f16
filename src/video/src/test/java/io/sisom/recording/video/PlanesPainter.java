package io.sisom.recording.video;

import io.sisom.recording.VideoEvent;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Gives the planes of a picture as decoded, as FFmpeg's {@code framemd5} sees them. */
final class PlanesPainter implements Painter {
  @Override
  public VideoEvent.Picture paint(AVFrame frame, long nanos) {
    int bytes = avutil.av_image_get_buffer_size(frame.format(), frame.width(), frame.height(), 1);
    byte[] planes = new byte[bytes];
    try (BytePointer packed = new BytePointer(bytes)) {
      avutil.av_image_copy_to_buffer(
          packed,
          bytes,
          frame.data(),
          frame.linesize(),
          frame.format(),
          frame.width(),
          frame.height(),
          1);
      packed.get(planes);
    }
    return new VideoEvent.Picture(
        frame.pts(),
        PictureJudge.key(frame),
        nanos,
        frame.width(),
        frame.height(),
        ByteBuffer.wrap(planes));
  }

  @Override
  public void close() {}
}
