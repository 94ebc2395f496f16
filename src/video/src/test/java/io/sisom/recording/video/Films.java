package io.sisom.recording.video;

import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoCounts;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoPictures;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What tests see of a film. */
final class Films {
  private Films() {}

  /** All of a film. */
  record Seen(
      List<Shot> shots,
      List<VideoEvent.LeftOut> leftOut,
      VideoCounts counts,
      List<String> remarks) {
    List<String> sums() {
      return shots.stream().map(Shot::md5).toList();
    }

    List<Long> times() {
      return shots.stream().map(Shot::nanos).toList();
    }
  }

  /** One picture. */
  record Shot(long nanos, int width, int height, String md5) {}

  /** The planes of every picture, as decoded. */
  static Seen planes(Path film, VideoChoices choices) throws NoFilmException {
    return seen(film, choices, turn -> new PlanesPainter());
  }

  /** The RGB of every picture. */
  static Seen rgb(Path film, VideoChoices choices) throws NoFilmException {
    return seen(film, choices, RgbPainter::new);
  }

  private static Seen seen(Path film, VideoChoices choices, Function<Turn, Painter> painter)
      throws NoFilmException {
    List<Shot> shots = new ArrayList<>();
    List<VideoEvent.LeftOut> leftOut = new ArrayList<>();
    try (VideoPictures pictures = VideoFile.open(film, choices, painter)) {
      for (VideoEvent event = pictures.next(); event != null; event = pictures.next()) {
        if (event instanceof VideoEvent.Picture picture) {
          shots.add(shot(picture));
        } else if (event instanceof VideoEvent.LeftOut out) {
          leftOut.add(out);
        }
      }
      return new Seen(shots, leftOut, pictures.counts(), pictures.remarks());
    }
  }

  /** A picture with its sum. */
  static Shot shot(VideoEvent.Picture picture) {
    return new Shot(picture.nanos(), picture.width(), picture.height(), md5(picture.pixels()));
  }

  /** In hexadecimal. */
  static String md5(ByteBuffer bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes.duplicate());
      return "%032x".formatted(new BigInteger(1, digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
