package io.sisom.feed;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Several record files read as one, a part of it if wished. One file is open at a time. */
public final class RecordFiles implements Iterator<RecordFiles.Entry>, AutoCloseable {
  private final Iterator<Path> files;
  private final long skip;
  private final long end;
  private @Nullable RecordFile open;
  private @Nullable Path file;
  private long index;
  private long indexInFile;
  private Optional<Entry> ahead = Optional.empty();

  /**
   * One record and where it lies.
   *
   * @param file the file that holds it
   * @param indexInFile its place in that file, from 0
   * @param index its place in all files together, from 0, whatever is skipped
   * @param content label and pixels
   */
  public record Entry(Path file, long indexInFile, long index, RecordFile.Labeled content) {}

  /** The records of {@code files} from place {@code skip} on, at most {@code limit}. */
  public RecordFiles(List<Path> files, long skip, long limit) {
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "skip and limit are not negative, got " + skip + " and " + limit);
    }
    this.files = List.copyOf(files).iterator();
    this.skip = skip;
    this.end = limit > Long.MAX_VALUE - skip ? Long.MAX_VALUE : skip + limit;
  }

  @Override
  public boolean hasNext() {
    while (ahead.isEmpty() && index < end) {
      Optional<Entry> read = read();
      if (read.isEmpty()) {
        return false;
      }
      ahead = read.filter(entry -> entry.index() >= skip);
    }
    return ahead.isPresent();
  }

  @Override
  public Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further record");
    }
    Entry entry = ahead.orElseThrow();
    ahead = Optional.empty();
    return entry;
  }

  private Optional<Entry> read() {
    while (true) {
      if (open == null || file == null) {
        if (!files.hasNext()) {
          return Optional.empty();
        }
        file = files.next();
        open = RecordFile.open(file);
        indexInFile = 0;
      }
      Optional<RecordFile.Labeled> record = open.next();
      if (record.isPresent()) {
        return Optional.of(new Entry(file, indexInFile++, index++, record.get()));
      }
      close();
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
