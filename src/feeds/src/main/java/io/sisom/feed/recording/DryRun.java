package io.sisom.feed.recording;

import io.sisom.schema.FeedPosition;
import java.util.List;
import java.util.Optional;

/** Sends nothing and counts. */
public final class DryRun implements FrameSink {
  private int frames;

  @Override
  public Optional<FeedPosition> begin(RecordingFile file, String choice) {
    return Optional.empty();
  }

  @Override
  public void add(RecordingFrame frame) {
    frames++;
  }

  @Override
  public boolean due() {
    return frames > 0;
  }

  @Override
  public boolean pending() {
    return frames > 0;
  }

  @Override
  public Outcome commit(Saving saving) {
    Outcome outcome = new Outcome(frames, List.of());
    frames = 0;
    return outcome;
  }

  @Override
  public void close() {}
}
