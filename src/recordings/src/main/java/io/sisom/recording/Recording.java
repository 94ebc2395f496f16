package io.sisom.recording;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is read once, from its beginning or from a position on. Readers yield every
 * whole message in the order of the file, whatever else is damaged: the end of the file, its index,
 * its summary. Memory is bounded however a file is made; a record that would need more is damage.
 *
 * <p>Not for use by several threads.
 */
public interface Recording extends Closeable {
  /** What kind of recording it is. */
  RecordingKind kind();

  /**
   * The next message or damage, or null at the end.
   *
   * @throws IOException where the storage fails; a damaged file is no reason
   */
  @Nullable RecordingEvent next() throws IOException;

  /** What the recording says of itself, as lines for a reader: library, profile, compression. */
  List<String> remarks();

  /**
   * What a user must know of how it is read, beside what is damaged, as lines. Complete at its end.
   */
  default List<String> notes() {
    return List.of();
  }
}
