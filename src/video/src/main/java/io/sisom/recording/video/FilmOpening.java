package io.sisom.recording.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Opens films. FFmpeg gets the opened file and no name, so that neither the name nor what a film
 * refers to chooses what is opened.
 */
final class FilmOpening {
  private static final int MAX_STREAMS = 64;
  private static final int MAX_PROBE_BYTES = 1 << 20;

  private FilmOpening() {}

  /**
   * Opens a film.
   *
   * @throws NoFilmException where there is none that is read here
   */
  static FilmStream open(Path film) throws NoFilmException {
    AVIOContext io = new AVIOContext(null);
    AVDictionary only = new AVDictionary(null);
    avutil.av_dict_set(only, "protocol_whitelist", "file", 0);
    int opened =
        avformat.avio_open2(
            io, "file:" + film.toAbsolutePath(), avformat.AVIO_FLAG_READ, null, only);
    avutil.av_dict_free(only);
    if (opened < 0) {
      throw new NoFilmException("cannot be opened: " + Ffmpeg.words(opened));
    }
    try {
      return opened(io);
    } catch (NoFilmException e) {
      avformat.avio_closep(io);
      throw e;
    }
  }

  private static FilmStream opened(AVIOContext io) throws NoFilmException {
    AVInputFormat kind = new AVInputFormat(null);
    int known = avformat.av_probe_input_buffer2(io, kind, "", null, 0, MAX_PROBE_BYTES);
    String container = known < 0 || kind.isNull() ? "" : first(kind.name().getString(UTF_8));
    if (container.equals("jpeg_pipe")) {
      // One JPEG after the other: FFmpeg takes the first for a picture file.
      kind = avformat.av_find_input_format("mjpeg");
      container = "mjpeg";
    }
    if (container.isEmpty() || !List.of(Ffmpeg.CONTAINERS.split(",")).contains(container)) {
      throw new NoFilmException(
          container.isEmpty()
              ? "holds no film that is known here; a plain H.264 or H.265 stream without parameter"
                  + " sets (SPS, PPS) cannot be decoded"
              : "is of a kind that is not read here: " + container);
    }
    AVFormatContext format = avformat.avformat_alloc_context();
    format.pb(io);
    format.max_streams(MAX_STREAMS);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
    avutil.av_dict_set(options, "format_whitelist", Ffmpeg.CONTAINERS, 0);
    avutil.av_dict_set(options, "codec_whitelist", Ffmpeg.CODECS, 0);
    int opened = avformat.avformat_open_input(format, "", kind, options);
    avutil.av_dict_free(options);
    if (opened < 0) {
      throw new NoFilmException(
          "is a film of the kind "
              + container
              + " whose head is damaged or missing, as of a recording that was cut off: "
              + Ffmpeg.words(opened));
    }
    int index = pictures(format);
    if (index < 0) {
      avformat.avformat_close_input(format);
      throw new NoFilmException("has no stream of pictures");
    }
    return new FilmStream(io, format, container, index);
  }

  private static String first(String names) {
    return names.split(",", -1)[0];
  }

  /** The first stream of pictures that is no cover; the others are not read. */
  private static int pictures(AVFormatContext format) {
    int found = -1;
    for (int i = 0; i < format.nb_streams(); i++) {
      AVStream stream = format.streams(i);
      boolean cover = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
      boolean shows = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO && !cover;
      if (found < 0 && shows) {
        found = i;
      } else {
        stream.discard(avcodec.AVDISCARD_ALL);
      }
    }
    return found;
  }
}
