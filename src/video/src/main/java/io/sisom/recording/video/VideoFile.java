package io.sisom.recording.video;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoFacts;
import io.sisom.recording.VideoPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** A film in a file. One thread; memory is that of the decoder's pictures and one packet. */
final class VideoFile implements VideoPictures {
  private final FilmStream film;
  private final SoundPictures pictures;
  private final String codec;
  private final long origin;
  private boolean waiting;
  private long read;
  private boolean ended;
  private boolean entered;

  private VideoFile(FilmStream film, SoundPictures pictures, String codec, long origin) {
    this.film = film;
    this.pictures = pictures;
    this.codec = codec;
    this.origin = origin;
  }

  /**
   * Opens a film.
   *
   * @param painter makes what makes its pictures, given how they are turned
   * @throws NoFilmException where there is none that is read here
   */
  static VideoFile open(Path path, VideoChoices choices, Function<Turn, Painter> painter)
      throws NoFilmException {
    Ffmpeg.bound();
    FilmStream film = FilmOpening.open(path);
    boolean done = false;
    try {
      boolean entered = false;
      boolean first = film.read() >= 0;
      long origin = film.timeless() || !first ? 0 : film.nanos().orElse(0);
      if (choices.afterNanos().isPresent() && film.indexed()) {
        entered = enter(film, choices.afterNanos().getAsLong());
        if (!entered) {
          film.close();
          film = FilmOpening.open(path);
          first = false;
        }
      }
      VideoFile opened = opened(film, choices, painter, origin);
      opened.waiting = first;
      opened.entered = entered;
      done = true;
      return opened;
    } finally {
      if (!done) {
        film.close();
      }
    }
  }

  /** Whether the first packet is a key frame that is not too late. It is kept for later. */
  private static boolean enter(FilmStream film, long nanos) {
    return film.seek(nanos)
        && film.read() >= 0
        && (film.packet().flags() & avcodec.AV_PKT_FLAG_KEY) != 0
        && film.nanos().isPresent()
        && film.nanos().getAsLong() <= nanos;
  }

  private static VideoFile opened(
      FilmStream film, VideoChoices choices, Function<Turn, Painter> painter, long origin)
      throws NoFilmException {
    AVCodecParameters said = film.parameters();
    String codec = Decoder.name(said.codec_id());
    if (!Decoder.knows(said.codec_id())) {
      throw new NoFilmException("has pictures in a codec that is not decoded here: " + codec);
    }
    if ((long) said.width() * said.height() > choices.maxPixels()) {
      throw new NoFilmException(
          "has pictures of %d x %d, more than %d pixels"
              .formatted(said.width(), said.height(), choices.maxPixels()));
    }
    AVFrame frame = avutil.av_frame_alloc();
    Decoder decoder = Decoder.open(said.codec_id(), said, choices.maxPixels(), frame);
    if (decoder == null) {
      avutil.av_frame_free(frame);
      throw new NoFilmException("says things of its pictures that its decoder refuses: " + codec);
    }
    PictureClock clock = new PictureClock(film.timeless(), choices.rate().orElse(0));
    clock.rate(film.declaredRate());
    return new VideoFile(
        film,
        new SoundPictures(
            decoder,
            clock,
            new Sampling(choices),
            painter.apply(film.turn()),
            Continuity.of(said),
            frame),
        codec,
        origin);
  }

  @Override
  public @Nullable VideoEvent next() {
    while (true) {
      VideoEvent event = pictures.next();
      if (event != null || ended) {
        return event;
      }
      int got = waiting ? 0 : film.read();
      waiting = false;
      if (got >= 0) {
        read++;
        send();
      } else {
        ended = true;
        finish(got);
      }
    }
  }

  private void send() {
    AVPacket packet = film.packet();
    if (packet.size() > PacketDecoder.MAX_PACKET_BYTES) {
      pictures.lost(Cause.TOO_LARGE, "a packet has " + packet.size() + " bytes");
    } else if (packet.size() > 0) {
      boolean corrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
      pictures.send(packet, film.nanos(), corrupt);
    }
  }

  private void finish(int code) {
    pictures.end();
    if (code != avutil.AVERROR_EOF()) {
      pictures.tell("the film cannot be read on: " + Ffmpeg.words(code));
    } else if (!entered && film.announced() > read) {
      pictures.tell(
          "the film announces " + film.announced() + " pictures and has " + read + ": it is cut");
    }
  }

  @Override
  public VideoCounts counts() {
    return pictures.counts();
  }

  @Override
  public VideoFacts facts() {
    AVCodecParameters said = film.parameters();
    return new VideoFacts(
        codec,
        film.container(),
        said.width(),
        said.height(),
        film.declaredRate(),
        film.announced(),
        film.duration(),
        origin,
        film.created());
  }

  @Override
  public List<String> remarks() {
    List<String> lines = new ArrayList<>();
    lines.add(codec + " in " + film.container());
    lines.addAll(pictures.remarks());
    return lines;
  }

  @Override
  public void close() {
    pictures.close();
    film.close();
  }
}
