package io.sisom.console;

import io.sisom.queue.Place;
import java.time.Instant;
import java.util.List;

/** What came of looking for the frames that a sensor saw before and after one of its frames. */
public sealed interface Surroundings {
  /**
   * A frame on the topic of frames.
   *
   * @param place of its record
   * @param capturedAt as the sensor says
   */
  record Seen(Place place, String frameId, Instant capturedAt) {}

  /**
   * They are there.
   *
   * @param frames in the order they came, the frame itself among them
   * @param self its index
   */
  record Found(List<Seen> frames, int self) implements Surroundings {
    /** Copies the list. */
    public Found {
      frames = List.copyOf(frames);
    }
  }

  /** The frame was not found where it should lie: the topic holds it no longer. */
  record Gone() implements Surroundings {}

  /** Kafka did not answer in time. */
  record Unavailable() implements Surroundings {}
}
