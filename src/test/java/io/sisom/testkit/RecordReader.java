package io.sisom.testkit;

import io.sisom.feed.RecordFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads whole record files into memory. */
public final class RecordReader {
  private RecordReader() {}

  /** The first {@code limit} records. */
  public static List<RecordFile.Labeled> read(Path file, int limit) {
    List<RecordFile.Labeled> records = new ArrayList<>();
    try (RecordFile open = RecordFile.open(file)) {
      for (var next = open.next(); next.isPresent() && records.size() < limit; next = open.next()) {
        records.add(next.get());
      }
    }
    return records;
  }
}
