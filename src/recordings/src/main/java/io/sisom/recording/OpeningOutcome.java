package io.sisom.recording;

import java.nio.file.Path;

/** What became of opening a file as a recording. */
public sealed interface OpeningOutcome {
  /** A recording, for the caller to read and close. */
  record Opened(Recording recording) implements OpeningOutcome {}

  /**
   * A file that is none of the known recordings, or is not there.
   *
   * @param reason why, in words
   */
  record NotARecording(Path file, String reason) implements OpeningOutcome {}
}
