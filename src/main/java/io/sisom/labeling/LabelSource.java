package io.sisom.labeling;

import io.sisom.schema.LabeledFrame;
import java.util.Iterator;

/** Labeled frames one after the other, read as they are asked for. */
public interface LabelSource extends Iterator<LabeledFrame>, AutoCloseable {
  /** Frames passed over so far because they bear no label. */
  long unlabeled();

  @Override
  void close();
}
