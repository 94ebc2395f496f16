package io.sisom.feed.recording;

import io.sisom.feed.Published.Failure;
import io.sisom.schema.FeedPosition;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where the frames of a recording go. For one thread. */
public interface FrameSink extends AutoCloseable {
  /** What becomes of frames. */
  record Outcome(int taken, List<Failure> refused) {
    /** Keeps a copy. */
    public Outcome {
      refused = List.copyOf(refused);
    }
  }

  /** What is saved with frames, once it is known how many are taken and refused. */
  interface Saving {
    /** The position up to which they go. */
    FeedPosition of(int taken, int refused);
  }

  /**
   * Begins with a file.
   *
   * @param choice key of what is fed
   * @return how far an earlier feed of it has come; empty: from the start
   * @throws IOException where the file cannot be read
   */
  Optional<FeedPosition> begin(RecordingFile file, String choice) throws IOException;

  /** Takes a frame. */
  void add(RecordingFrame frame);

  /** Whether it is time to {@link #commit}. */
  boolean due();

  /** Whether a frame waits for {@link #commit}. */
  boolean pending();

  /** Makes what was taken, and the position, visible to all at once. */
  Outcome commit(Saving saving);

  @Override
  void close();
}
