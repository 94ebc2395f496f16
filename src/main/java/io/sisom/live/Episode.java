package io.sisom.live;

import io.sisom.schema.EpisodeStatus;
import io.sisom.schema.OodAlert;

/**
 * An alert episode, as its last event left it.
 *
 * @param alert the last event
 */
public record Episode(OodAlert alert) {
  /** Unique. */
  public String id() {
    return alert.getEpisodeId();
  }

  /** Whether it goes on. */
  public boolean open() {
    return alert.getStatus() != EpisodeStatus.CLOSED;
  }
}
