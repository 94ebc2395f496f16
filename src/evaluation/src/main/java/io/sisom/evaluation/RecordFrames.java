package io.sisom.evaluation;

import io.sisom.evaluation.FrameLocation.RecordsIn;
import io.sisom.feed.RecordFile;
import io.sisom.feed.RecordSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chosen records of one file; frameId {@code STEM-INDEX}. */
final class RecordFrames implements SetFrames {
  private static final Clock NEVER = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final RecordsIn location;
  private final List<String> labels;
  private final String stem;
  private final RecordFile file;
  private long index;
  private @Nullable SetFrame ahead;

  /**
   * Opens the file.
   *
   * @param labels names of the label bytes 0, 1, 2 …; other bytes mean no label
   */
  RecordFrames(RecordsIn location, List<String> labels) {
    this.location = location;
    this.labels = labels;
    String name = String.valueOf(location.file().getFileName());
    this.stem = name.substring(0, Math.max(1, name.indexOf('.')));
    this.file = RecordFile.open(location.file());
  }

  @Override
  public boolean hasNext() {
    while (ahead == null) {
      Optional<RecordFile.Labeled> record = file.next();
      if (record.isEmpty()) {
        location.selection().requireWithin(location.file(), index);
        return false;
      }
      if (location.selection().includes(index)) {
        ahead = frame(record.get());
      }
      index++;
    }
    return true;
  }

  private SetFrame frame(RecordFile.Labeled record) {
    return new SetFrame(
        RecordSource.frame(stem + "-" + index, stem, record, NEVER),
        record.label() < labels.size() ? labels.get(record.label()) : null);
  }

  @Override
  public SetFrame next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no further record");
    }
    SetFrame frame = ahead;
    ahead = null;
    return frame;
  }

  @Override
  public void close() {
    file.close();
  }
}
