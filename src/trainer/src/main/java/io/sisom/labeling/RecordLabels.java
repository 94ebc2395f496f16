package io.sisom.labeling;

import io.sisom.feed.FeedException;
import io.sisom.feed.Findings;
import io.sisom.feed.RecordFiles;
import io.sisom.feed.RecordSource;
import io.sisom.schema.LabeledFrame;
import io.sisom.text.Names;
import java.time.Clock;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Records with labels, of a sensor named like the file up to its first dot; frameIds are of the
 * pixels. Label 255 means none and is passed over.
 */
public final class RecordLabels implements LabelSource {
  private static final int NONE = 255;

  private final RecordFiles records;
  private final List<String> names;
  private final String annotator;
  private final Clock clock;
  private RecordFiles.@Nullable Entry ahead;
  private final Findings findings = new Findings();

  /** Takes over {@code records} and closes them; {@code names} in the order of the label bytes. */
  public RecordLabels(RecordFiles records, List<String> names, String annotator, Clock clock) {
    this.records = records;
    this.names = List.copyOf(names);
    this.annotator = annotator;
    this.clock = clock;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && records.hasNext()) {
      RecordFiles.Entry entry = records.next();
      if (entry.content().label() == NONE) {
        findings.passedOver().add("record without a label", place(entry));
      } else {
        ahead = entry;
      }
    }
    return ahead != null;
  }

  @Override
  public Item next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no further labeled record");
    }
    RecordFiles.Entry entry = ahead;
    ahead = null;
    int label = entry.content().label();
    if (label >= names.size()) {
      throw new FeedException(
          "record %d of %s has label %d, but only %d label names are given"
              .formatted(entry.indexInFile(), entry.file(), label, names.size()));
    }
    String file = String.valueOf(entry.file().getFileName());
    String stem = Names.inId(file.substring(0, file.indexOf('.')));
    return new Item(
        place(entry),
        LabeledFrame.newBuilder()
            .setFrame(
                RecordSource.frame(
                    PictureId.of(entry.content().planar()), stem, entry.content(), clock))
            .setLabel(names.get(label))
            .setAnnotator(annotator)
            .setLabeledAt(clock.instant())
            .build());
  }

  private static String place(RecordFiles.Entry entry) {
    return "record " + entry.indexInFile() + " of " + entry.file().getFileName();
  }

  @Override
  public Findings findings() {
    return findings;
  }

  @Override
  public void close() {
    records.close();
  }
}
