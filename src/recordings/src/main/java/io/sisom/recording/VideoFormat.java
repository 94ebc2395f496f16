package io.sisom.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Reads films and streams of video packets. The program that does it, FFmpeg, is no part of the
 * default download: whoever wants it adds the module {@code sisom-video}, and it is found here.
 */
public interface VideoFormat {
  /** What to tell whoever has not added it. */
  String ABSENT =
      "video needs the optional part sisom-video (FFmpeg, LGPL v3 or later, 27 MB), which is not"
          + " there; build it once with: mvn -q -Pvideo -pl src/video -am"
          + " -Dmaven.test.skip=true package";

  /** The reader that is on the class path; empty where none was added. */
  static Optional<VideoFormat> installed() {
    return ServiceLoader.load(VideoFormat.class).findFirst();
  }

  /**
   * Opens a film: an MP4, Matroska, WebM, AVI or MPEG-TS file, or a plain stream of H.264, H.265 or
   * JPEG pictures. The content counts, not the name.
   *
   * @throws IOException where the file cannot be read at all; one that holds no film is refused
   */
  VideoOpening open(Path film, VideoChoices choices) throws IOException;

  /**
   * A decoder for packets that come one by one, such as the messages of a recording.
   *
   * @param codec what the sender calls it: {@code h264}, {@code h265}, {@code hevc}, {@code av1},
   *     {@code vp9} …, in upper or lower case
   * @param maxPixels largest picture, width times height
   * @return empty where that codec is not decoded
   */
  Optional<PacketDecoder> decoder(String codec, int maxPixels);
}
