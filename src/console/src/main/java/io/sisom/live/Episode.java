package io.sisom.live;

import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.OodAlert;
import java.time.Instant;

/**
 * An alert episode, as its last event left it.
 *
 * @param alert the last event
 * @param since when Kafka got its first event, of those that were read
 */
public record Episode(OodAlert alert, Instant since) {
  /** Unique. */
  public String id() {
    return alert.getEpisodeId();
  }

  /** Whether it goes on. */
  public boolean open() {
    return alert.getStatus() != EpisodeStatus.CLOSED;
  }
}
