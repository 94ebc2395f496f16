package io.sisom.feed.film;

import io.sisom.recording.Channel;
import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoFacts;
import io.sisom.recording.VideoPictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A film as a recording of one channel, which is named after the file and has a message for each
 * sound picture. A message's position is the picture's time in the film, nanoseconds: it does not
 * depend on the run, and a film can be entered there.
 */
public final class FilmRecording implements Recording {
  private static final String EARLY =
      "picture that needs one from before the film's first key frame";

  private final VideoPictures pictures;
  private final FilmStart start;
  private final Channel channel;
  private final boolean fromStart;
  private ByteBuffer payload = ByteBuffer.allocate(0);
  private Position position;
  private boolean ended;

  private FilmRecording(
      VideoPictures pictures, FilmStart start, Channel channel, Position position) {
    this.pictures = pictures;
    this.start = start;
    this.channel = channel;
    this.position = position;
    this.fromStart = position.equals(Position.START);
  }

  /** Of a film that is open; closed where its time cannot be found out. */
  static OpeningOutcome opened(
      Path film, VideoPictures pictures, FilmChoices choices, FilmHead head, Position after)
      throws IOException {
    VideoFacts facts = pictures.facts();
    boolean done = false;
    try {
      FilmStart start = FilmStart.of(film, facts, choices.startNanos());
      Channel channel =
          FilmMessage.channel(
              stem(film), facts.codec(), head.sum(), start.nanos() - facts.originNanos());
      done = true;
      return new OpeningOutcome.Opened(new FilmRecording(pictures, start, channel, after));
    } finally {
      if (!done) {
        pictures.close();
      }
    }
  }

  /** The name without its ending. */
  private static String stem(Path film) {
    String name = String.valueOf(film.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public RecordingKind kind() {
    return RecordingKind.VIDEO;
  }

  @Override
  public @Nullable RecordingEvent next() {
    VideoEvent event = ended ? null : pictures.next();
    if (event instanceof VideoEvent.Picture picture) {
      return message(picture);
    }
    if (event instanceof VideoEvent.LeftOut leftOut) {
      return leftOut(leftOut);
    }
    boolean nothing = !ended && fromStart && pictures.counts().given() == 0;
    ended = true;
    return nothing
        ? new Damage(position, Damage.Kind.CUT, "the film has no picture that can be shown")
        : null;
  }

  private RecordingEvent message(VideoEvent.Picture picture) {
    payload = FilmMessage.write(picture, payload);
    position = new Position(picture.nanos(), 0);
    long captured = picture.nanos() + FilmMessage.originNanos(channel);
    return new RecordingEvent.Message(
        channel, position, 0, captured, captured, payload.asReadOnlyBuffer());
  }

  private RecordingEvent leftOut(VideoEvent.LeftOut leftOut) {
    if (leftOut.cause() == Cause.BEFORE_KEY_FRAME) {
      return new RecordingEvent.PassedOver(position, EARLY);
    }
    boolean large = leftOut.cause() == Cause.TOO_LARGE;
    return new Damage(
        position, large ? Damage.Kind.MALFORMED : Damage.Kind.CORRUPT, leftOut.reason());
  }

  /** What is known of the film. */
  public FilmFacts facts() {
    return new FilmFacts(pictures.facts(), start, pictures.counts());
  }

  @Override
  public List<String> remarks() {
    VideoFacts said = pictures.facts();
    List<String> words = new ArrayList<>();
    if (said.width() > 0 && said.height() > 0) {
      words.add("%d x %d pixels".formatted(said.width(), said.height()));
    }
    if (said.rate() > 0) {
      words.add(String.format(Locale.ROOT, "%.2f pictures a second", said.rate()));
    }
    said.durationNanos().ifPresent(it -> words.add(String.format(Locale.ROOT, "%.3f s", it / 1e9)));
    if (said.announced() > 0) {
      words.add(said.announced() + " pictures announced");
    }
    List<String> lines = new ArrayList<>(pictures.remarks());
    if (!words.isEmpty()) {
      lines.add(String.join(", ", words));
    }
    lines.add(pictures.counts().toString());
    lines.add(start.words());
    return lines;
  }

  @Override
  public List<String> notes() {
    List<String> lines = new ArrayList<>(pictures.remarks());
    lines.add(start.kind());
    return lines;
  }

  @Override
  public void close() {
    pictures.close();
  }
}
