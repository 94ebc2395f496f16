package io.sisom.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One format of recordings: how a file of it begins, and who reads it. */
public interface RecordingFormat {
  /** How many first bytes are shown to {@link #begins}, where the file has as many. */
  int HEAD_BYTES = 400;

  /** The kind of recording. */
  RecordingKind kind();

  /**
   * Whether a file that begins so is of this format.
   *
   * @param head the first bytes, after file compression is undone
   */
  boolean begins(ByteBuffer head);

  /** Whether {@link #open} takes a file that is compressed as a whole with zstd. */
  boolean readsZstd();

  /**
   * Opens a file; what is wrong with it are events. One that begins right may yet be no recording.
   *
   * @param after where reading begins, {@link Position#START} for the first message
   * @throws IOException where the storage fails
   */
  OpeningOutcome open(Path file, Position after) throws IOException;
}
