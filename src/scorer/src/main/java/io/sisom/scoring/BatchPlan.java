package io.sisom.scoring;

/**
 * How a version wants its batches, where the settings leave it open.
 *
 * @param maxFrames of a batch, 1 or more
 * @param inFlight batches that one device has under way, 1 or more
 */
public record BatchPlan(int maxFrames, int inFlight) {
  /** What suits a CPU: the next batch begins when the one before is done. */
  public static final BatchPlan OF_CPU = new BatchPlan(32, 1);
}
