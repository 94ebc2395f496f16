package io.sisom.console;

import io.sisom.schema.SensorFrame;

/** What became of the search for a frame's picture. */
public sealed interface FoundFrame {
  /** The frame, picture included. */
  record Found(SensorFrame frame) implements FoundFrame {}

  /** It is no longer on the topic, or what lies there is another. */
  record Lost() implements FoundFrame {}

  /** Kafka did not answer in time. */
  record Unavailable() implements FoundFrame {}
}
