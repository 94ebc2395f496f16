package io.sisom.feed.live.mqtt;

import io.sisom.feed.recording.FilePictures;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a broker, and as whom.
 *
 * @param topics filters, each with how its sensors are called; of several that match the first
 *     counts
 * @param clientId whose session the broker keeps while we are away; empty: it keeps none
 * @param user for the broker; empty: none
 * @param password of that user
 * @param authority certificates, in PEM, that alone are trusted for TLS; empty: those of Java
 * @param pictures reads files
 * @param maxBytes of a message; the broker is told to send no longer one
 */
public record MqttChoice(
    List<TopicSensors> topics,
    Optional<String> clientId,
    String user,
    String password,
    Optional<Path> authority,
    FilePictures pictures,
    int maxBytes) {
  /** Keeps a copy. */
  public MqttChoice {
    topics = List.copyOf(topics);
  }

  /** Nothing of a secret. */
  @Override
  public String toString() {
    return "MqttChoice" + topics;
  }
}
