package io.sisom.training;

import io.sisom.learning.HeadFitter;
import io.sisom.learning.LearningWatcher;
import io.sisom.method.Head;

/** What a head learns from: what it reads of the frames to learn from, and their rows. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record HeadLesson(float[] features, int[] labels) {

  /**
   * Of a split.
   *
   * @param model that has seen its frames
   * @param offset where in the tap vector the head's input begins
   */
  static HeadLesson of(LearnedModel model, PoolSplit split, int offset) {
    int units = model.head().penultimate();
    float[] read = new float[Math.multiplyExact(split.learning().length, units)];
    int[] labels = new int[split.learning().length];
    for (int i = 0; i < labels.length; i++) {
      int row = split.learning()[i];
      float[] taps = model.table().taps(split.frameIds().get(row));
      System.arraycopy(taps, offset, read, i * units, units);
      labels[i] = split.labels()[row];
    }
    return new HeadLesson(read, labels);
  }

  /** The head after it; {@code held} rows from the first on stay as they are. */
  Head teach(HeadFitter fitter, Head start, int held, LearningWatcher listener) {
    return fitter.fit(start, held, features, labels, listener);
  }
}
