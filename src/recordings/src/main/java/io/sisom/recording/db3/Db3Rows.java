package io.sisom.recording.db3;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of the messages table, one after the other. */
interface Db3Rows extends AutoCloseable {
  /**
   * A row but for its message.
   *
   * @param place where it lies; rises from row to row
   * @param bytes length of its message, -1 where it is no bytes at all
   */
  record Row(long place, long id, long topic, long nanos, long bytes) {}

  /**
   * The next row; null at the end.
   *
   * @throws Db3FaultException where some cannot be read; the next call goes on after them
   * @throws IOException where the storage fails
   */
  @Nullable Row next() throws Db3FaultException, IOException;

  /** Where the next row lies at least. */
  long nextPlace();

  /**
   * The message of the row that was read last.
   *
   * @throws Db3FaultException where some of it is lost
   */
  byte[] message() throws Db3FaultException, IOException;

  @Override
  void close() throws Db3FaultException;
}
