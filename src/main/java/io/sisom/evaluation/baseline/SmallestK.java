package io.sisom.evaluation.baseline;

import java.util.Arrays;

/** Keeps the k smallest of the values offered, in a heap whose root is the largest kept. */
final class SmallestK {
  private final float[] heap;

  SmallestK(int k) {
    heap = new float[k];
    Arrays.fill(heap, Float.POSITIVE_INFINITY);
  }

  /** Offers the first {@code count} values; NaN is never kept. */
  void offer(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      if (values[i] < heap[0]) {
        replaceRoot(values[i]);
      }
    }
  }

  /** The k-th smallest so far; infinite before k values were kept. */
  float largest() {
    return heap[0];
  }

  private void replaceRoot(float value) {
    int at = 0;
    while (2 * at + 1 < heap.length) {
      int child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1] > heap[child]) {
        child++;
      }
      if (heap[child] <= value) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }
}
