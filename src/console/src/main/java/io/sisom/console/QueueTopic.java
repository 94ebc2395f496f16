package io.sisom.console;

import java.util.Optional;

/** The topic of the queue as consoles see it that may take it over from one another. */
interface QueueTopic {
  /**
   * Takes the queue over from whoever wrote it.
   *
   * @param name unique to this console
   */
  QueueLog takeOver(String name);

  /** The console that took the queue over last; empty where none ever did. */
  Optional<Owner> owner();
}
