package io.sisom.training;

import io.sisom.learning.LearningFrames;

/** Some rows of the pool, as the learner reads them. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record LessonFrames(PoolSplit split, int[] rows, PixelStore store) implements LearningFrames {
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
