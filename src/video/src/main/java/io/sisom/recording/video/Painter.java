package io.sisom.recording.video;

import io.sisom.recording.VideoEvent;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Makes a picture out of a decoded one. */
interface Painter extends AutoCloseable {
  /**
   * The picture.
   *
   * @param frame stays the caller's
   * @throws UnpaintableException where there is no way from its pixel format
   */
  VideoEvent.Picture paint(AVFrame frame, long nanos) throws UnpaintableException;

  @Override
  void close();
}
