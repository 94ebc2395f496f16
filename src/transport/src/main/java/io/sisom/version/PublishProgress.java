package io.sisom.version;

/** Told how far a publication is. Called on the producer's thread: return at once. */
@FunctionalInterface
public interface PublishProgress {
  /** Tells nobody. */
  PublishProgress NONE = (done, total) -> {};

  /**
   * The broker has more of it.
   *
   * @param doneBytes acknowledged so far
   * @param totalBytes to be sent, without the content that is already on the topic
   */
  void at(long doneBytes, long totalBytes);
}
