package io.sisom.console;

/** Where the queue is kept, opened by its one owner. For one thread. */
interface QueueLog extends AutoCloseable {
  /** The states of all frames and episodes, with everything that was ever confirmed. */
  Stored read();

  /**
   * Makes all of it hold, or none.
   *
   * @throws RuntimeException where it is not known to hold; then only {@link #read} of a log that
   *     is opened anew tells whether it does
   */
  void commit(Writes writes);

  /** Says that this console writes, and learns if it no longer does. */
  void heartbeat();

  /** Lets go at once; what was not committed never was. */
  @Override
  void close();
}
