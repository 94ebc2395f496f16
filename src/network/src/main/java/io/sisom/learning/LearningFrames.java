package io.sisom.learning;

/** Frames to learn from. */
public interface LearningFrames {
  /** How many there are. */
  int size();

  /** Planes of unsigned bytes, as long as the network's input. */
  byte[] pixels(int index);

  /**
   * Row of the head that the frame's label has. Below 0 where it has none: then all rows are to be
   * as likely (outlier exposure, Hendrycks et al., ICLR 2019).
   */
  int label(int index);

  /** Labels of all frames. */
  default int[] labels() {
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(i);
    }
    return labels;
  }
}
