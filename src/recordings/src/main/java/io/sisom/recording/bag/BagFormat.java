package io.sisom.recording.bag;

import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingFormat;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** ROS 1 bags. */
public final class BagFormat implements RecordingFormat {
  @Override
  public RecordingKind kind() {
    return RecordingKind.BAG;
  }

  @Override
  public boolean begins(ByteBuffer head) {
    return BagStart.isBag(head);
  }

  @Override
  public boolean readsZstd() {
    return false;
  }

  @Override
  public OpeningOutcome open(Path file, Position after) throws IOException {
    return new OpeningOutcome.Opened(BagRecording.open(file, after));
  }
}
