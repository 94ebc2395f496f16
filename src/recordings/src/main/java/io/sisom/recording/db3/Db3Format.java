package io.sisom.recording.db3;

import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingFormat;
import io.sisom.recording.RecordingKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Databases of rosbag2. */
public final class Db3Format implements RecordingFormat {
  @Override
  public RecordingKind kind() {
    return RecordingKind.DB3;
  }

  @Override
  public boolean begins(ByteBuffer head) {
    return Db3Surroundings.isDatabase(head);
  }

  @Override
  public boolean readsZstd() {
    return true;
  }

  @Override
  public OpeningOutcome open(Path file, Position after) throws IOException {
    return new OpeningOutcome.Opened(Db3Recording.open(file, after));
  }
}
