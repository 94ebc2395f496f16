package io.sisom.method.internal;

import static io.sisom.method.internal.LaneMath.LANES;

/**
 * Where the squares of one group of blocks lie; of one thread, for one query at a time.
 *
 * @param boxes of the blocks' boxes
 * @param near blocks that are still within the limit, counted from the group's first
 * @param sums of all the blocks' lanes
 */
@SuppressWarnings("ArrayRecordComponent") // scratch, never compared
record SweepScratch(float[] boxes, int[] near, float[] sums) {
  SweepScratch() {
    this(new float[LANES], new int[LANES], new float[LANES * LANES]);
  }
}
