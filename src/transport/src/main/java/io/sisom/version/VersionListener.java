package io.sisom.version;

import java.util.Optional;

/** Told of versions by a {@link VersionFollower}, on the follower's thread. */
public interface VersionListener {
  /**
   * A version became active and is complete and verified.
   *
   * @return why it cannot be used: the version before it then stays current, and {@link #onRefused}
   *     is told; empty where it is taken. An exception is a bug, and ends the following
   */
  Optional<Refusal> onVersion(PublishedVersion version);

  /**
   * The active version cannot be served; the one before it stays. Told once for each reason each
   * time the version is activated; tried again when its records change.
   */
  void onRefused(long version, Refusal reason);
}
