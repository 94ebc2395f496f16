package io.sisom.training;

import io.sisom.learning.LearningFrames;

/** Rows of the pool in the form that the learner reads. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record PoolLearningFrames(PoolSplit split, int[] rows, PixelStore store) implements LearningFrames {
  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public byte[] pixels(int index) {
    return store.get(split.frameIds().get(rows[index]));
  }

  @Override
  public int label(int index) {
    return split.labels()[rows[index]];
  }
}
