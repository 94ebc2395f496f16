package io.sisom.feed.recording;

import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingKind;
import java.io.IOException;

/** A file that holds a recording, or a part of one. */
public interface RecordingFile {
  /** Its name without its folder. */
  String name();

  /** What it is, by its first bytes. */
  RecordingKind kind();

  /**
   * Opens it; the caller closes it.
   *
   * @param after the first event is the one after this position
   * @throws IOException where it cannot be read
   */
  Recording open(Position after) throws IOException;
}
