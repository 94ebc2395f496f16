package io.sisom.feed.live;

import io.sisom.schema.SensorFrame;
import java.util.function.Consumer;

/** Where frames go. Safe for use by many threads. */
public interface LiveSink extends AutoCloseable {
  /**
   * Takes a frame; waits while too much is under way.
   *
   * @param ended told once, on any thread, what became of it
   */
  void send(SensorFrame frame, Consumer<LiveOutcome> ended) throws InterruptedException;

  /** Returns when everything that was sent has ended, or cannot end. */
  @Override
  void close();
}
