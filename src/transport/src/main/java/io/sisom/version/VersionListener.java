package io.sisom.version;

/** Told of versions by a {@link VersionFollower}, on the follower's thread. */
public interface VersionListener {
  /**
   * A version became active and is complete and verified. An exception counts as a refusal: the
   * version before it stays current, and {@link #onRefused} is told.
   */
  void onVersion(PublishedVersion version);

  /**
   * The active version cannot be served; the one before it stays. Told once for each reason each
   * time the version is activated; tried again when its records change.
   */
  void onRefused(long version, Refusal reason);
}
