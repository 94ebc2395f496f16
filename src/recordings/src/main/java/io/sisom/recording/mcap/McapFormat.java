package io.sisom.recording.mcap;

import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingFormat;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** MCAP files, also those that are compressed as a whole. */
public final class McapFormat implements RecordingFormat {
  @Override
  public RecordingKind kind() {
    return RecordingKind.MCAP;
  }

  @Override
  public boolean begins(ByteBuffer head) {
    return McapSource.isMcap(head);
  }

  @Override
  public boolean readsZstd() {
    return true;
  }

  @Override
  public OpeningOutcome open(Path file, Position after) throws IOException {
    return new OpeningOutcome.Opened(McapRecording.open(file, after));
  }
}
