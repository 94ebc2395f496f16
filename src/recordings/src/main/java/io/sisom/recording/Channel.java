package io.sisom.recording;

import java.util.Map;

/**
 * One stream of messages within a recording: a topic, with one type and one encoding. Several
 * channels may have the same topic.
 *
 * @param id number of the channel within the recording
 * @param topic name of the topic, as recorded
 * @param schema what its messages are
 * @param encoding how a message is written: {@code cdr}, {@code ros1}, {@code protobuf}, {@code
 *     json} …
 * @param metadata what else the recording says of it
 */
public record Channel(
    long id, String topic, MessageSchema schema, String encoding, Map<String, String> metadata) {
  /** Keeps a copy. */
  public Channel {
    metadata = Map.copyOf(metadata);
  }
}
