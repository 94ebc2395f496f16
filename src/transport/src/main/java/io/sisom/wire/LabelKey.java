package io.sisom.wire;

import io.sisom.schema.LabeledFrame;

/** Keys of the labeled pool. */
public final class LabelKey {
  private LabelKey() {}

  /**
   * The key of an annotator's answer on a frame: a later answer of the same annotator replaces it,
   * another's stands beside it. Whoever wants one answer a frame, whoever gives it, may use the
   * frameId as key instead.
   */
  public static String of(String frameId, String annotator) {
    return frameId + "|" + annotator;
  }

  /** The key of an answer. */
  public static String of(LabeledFrame labeled) {
    return of(labeled.getFrame().getFrameId(), labeled.getAnnotator());
  }
}
