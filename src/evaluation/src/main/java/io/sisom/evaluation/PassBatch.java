package io.sisom.evaluation;

import io.sisom.network.Placement;

/** How many frames of a set a network takes at once, by where it runs. */
final class PassBatch {
  private static final int CPU_FRAMES = 32;
  private static final int GPU_FRAMES = 128;

  private PassBatch() {}

  static int frames(Placement placement) {
    return placement.device().isGpu() ? GPU_FRAMES : CPU_FRAMES;
  }
}
