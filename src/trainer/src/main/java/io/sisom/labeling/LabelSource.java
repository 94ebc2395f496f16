package io.sisom.labeling;

import io.sisom.feed.Findings;
import io.sisom.schema.LabeledFrame;
import java.util.Iterator;

/** Labeled frames one after the other, read as they are asked for; ids are of their content. */
public interface LabelSource extends Iterator<LabelSource.Item>, AutoCloseable {
  /**
   * One of them.
   *
   * @param place where it lies, for people
   */
  record Item(String place, LabeledFrame labeled) {}

  /** What was not taken so far, and why. */
  Findings findings();

  @Override
  void close();
}
