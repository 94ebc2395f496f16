package io.sisom.feed.film;

import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.OpeningOutcome.NotARecording;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingFormat;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.VideoFormat;
import io.sisom.recording.VideoOpening;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** Films, through the optional module where it is there. To be asked after all other formats. */
public final class FilmFormat implements RecordingFormat {
  private final Optional<VideoFormat> video;
  private final FilmChoices choices;

  /**
   * As the user says.
   *
   * @param video what reads films; empty where the module is not there, and films are refused
   */
  public FilmFormat(Optional<VideoFormat> video, FilmChoices choices) {
    this.video = video;
    this.choices = choices;
  }

  @Override
  public RecordingKind kind() {
    return RecordingKind.VIDEO;
  }

  @Override
  public boolean begins(ByteBuffer head) {
    return choices.any() || FilmMagic.begins(head) || FilmMagic.beginsAsJpeg(head);
  }

  @Override
  public boolean readsZstd() {
    return false;
  }

  @Override
  public OpeningOutcome open(Path file, Position after) throws IOException {
    FilmHead head = FilmHead.of(file);
    if (FilmMagic.beginsAsJpeg(head.bytes()) && !JpegStream.is(file)) {
      return new NotARecording(file, "it is one JPEG picture; sisom feed images feeds those");
    }
    if (video.isEmpty()) {
      return new NotARecording(file, VideoFormat.ABSENT);
    }
    VideoOpening opening = video.get().open(file, choices.after(after));
    if (opening instanceof VideoOpening.Opened opened) {
      return FilmRecording.opened(file, opened.pictures(), choices, head, after);
    }
    return new NotARecording(file, reason(file, ((VideoOpening.Refused) opening).reason()));
  }

  /** Without the file's name, which whoever is told knows. */
  private static String reason(Path file, String words) {
    String named = file + " ";
    return words.startsWith(named) ? "it " + words.substring(named.length()) : words;
  }
}
